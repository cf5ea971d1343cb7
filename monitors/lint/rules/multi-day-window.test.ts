import { describe, expect, it } from 'vitest';
import { alarm, findingsOf } from '../testing/samples.ts';
import { multiDayWindow as rule } from './multi-day-window.ts';

describe('multi-day-window', () => {
  it('finds a window of three days', () => {
    expect(findingsOf(rule, [alarm({ evaluationPeriods: 72 }, { period: 3600 })]))
      .toMatchInlineSnapshot(`
      [
        "info metric alarm "api-cpu": Its window of 259200 seconds is longer than a day, so it is evaluated once an hour. Only data up to the last full hour counts: it fires and ends up to an hour late. Where minutes matter, add an alarm with a short window.",
      ]
    `);
  });
  it('accepts a window of exactly a day', () => {
    expect(findingsOf(rule, [alarm({ evaluationPeriods: 24 }, { period: 3600 })])).toEqual([]);
  });
});
