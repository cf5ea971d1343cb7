import { describe, expect, it } from 'vitest';
import { alarm, findingsOf } from '../testing/samples.ts';
import { warmUp as rule } from './warm-up.ts';

describe('warm-up', () => {
  it('finds a warm-up of more than two days', () => {
    expect(findingsOf(rule, [alarm({ warmUp: { minutes: 2881 } })])).toMatchInlineSnapshot(`
      [
        "error metric alarm "api-cpu": Its warm-up is 2881 minutes; 1 to 2880 are allowed. During the warm-up an alarm stays in INSUFFICIENT_DATA and notifies no one.",
      ]
    `);
  });
  it('finds a warm-up that keeps the alarm blind for hours', () => {
    const warmUp = { minutes: 240, onlyStartEvaluatingAfterwards: true };
    expect(findingsOf(rule, [alarm({ warmUp })])).toMatchInlineSnapshot(`
      [
        "warning metric alarm "api-cpu": It is blind for 240 minutes after each creation, though its window is only 5. Without \`onlyStartEvaluatingAfterwards\` the warm-up ends as soon as the window is full of data.",
      ]
    `);
  });
  it.each([
    { minutes: 1 },
    { minutes: 2880 },
    { minutes: 30, onlyStartEvaluatingAfterwards: true },
  ])('accepts %j', (warmUp) => {
    expect(findingsOf(rule, [alarm({ warmUp })])).toEqual([]);
  });
});
