import { describe, expect, it } from 'vitest';
import { alarm, findingsOf } from '../testing/samples.ts';
import { evaluationWindow as rule } from './evaluation-window.ts';

describe('evaluation-window', () => {
  it('finds more datapoints to alarm than are looked at', () => {
    expect(findingsOf(rule, [alarm({ evaluationPeriods: 3, datapointsToAlarm: 5 })]))
      .toMatchInlineSnapshot(`
      [
        "error metric alarm "api-cpu": It needs 5 datapoints to alarm, but evaluates 3. It can never fire, and PutMetricAlarm rejects it. M of N means M <= N.",
      ]
    `);
  });
  it('finds a window of more than a day, of short periods', () => {
    const wrong = alarm({ evaluationPeriods: 289, datapointsToAlarm: 1 }, { period: 300 });
    expect(findingsOf(rule, [wrong])).toMatchInlineSnapshot(`
      [
        "error metric alarm "api-cpu": It looks at 289 periods of 300 seconds, 86700 in all; at most 86400 are allowed. With periods under an hour the window is at most a day, with longer ones seven days.",
      ]
    `);
  });
  it('finds a window of more than a week', () => {
    expect(findingsOf(rule, [alarm({ evaluationPeriods: 8 }, { period: 86_400 })])).toHaveLength(1);
  });
  it.each([0, -1, 1.5, Number.NaN])('finds %d evaluation periods', (evaluationPeriods) => {
    expect(findingsOf(rule, [alarm({ evaluationPeriods })])).toHaveLength(1);
  });
  it('finds no datapoint to alarm', () => {
    expect(findingsOf(rule, [alarm({ datapointsToAlarm: 0 })])).toHaveLength(1);
  });
  it('accepts windows of exactly a day and a week', () => {
    const right = [
      alarm({ evaluationPeriods: 288 }, { period: 300 }),
      alarm({ evaluationPeriods: 7 }, { period: 86_400 }),
      alarm({ evaluationPeriods: 168 }, { period: 3600 }),
    ];
    expect(findingsOf(rule, right)).toEqual([]);
  });
});
