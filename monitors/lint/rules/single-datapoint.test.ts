import { describe, expect, it } from 'vitest';
import { alarm, criticalAlarm, findingsOf } from '../testing/samples.ts';
import { singleDatapoint as rule } from './single-datapoint.ts';

describe('single-datapoint', () => {
  it('finds a utilization that alarms after one minute', () => {
    expect(findingsOf(rule, [alarm({ datapointsToAlarm: 1 })])).toMatchInlineSnapshot(`
      [
        "info metric alarm "api-cpu": One minute of AWS/ECS CPUUtilization beyond the threshold pages someone. A deployment or a burst does that. Require M of N datapoints, such as 3 of 5, or a longer period.",
      ]
    `);
  });
  it('accepts 3 of 5, five minutes at once, and single critical lines', () => {
    const right = [
      alarm(),
      alarm({ evaluationPeriods: 1, datapointsToAlarm: 1 }, { period: 300 }),
      criticalAlarm(),
    ];
    expect(findingsOf(rule, right)).toEqual([]);
  });
});
