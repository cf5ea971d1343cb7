import { describe, expect, it } from 'vitest';
import { alarm, criticalAlarm, filter, findingsOf } from '../testing/samples.ts';
import { filterWithoutAlarm as rule } from './filter-without-alarm.ts';

describe('filter-without-alarm', () => {
  it('finds a filter that nothing watches', () => {
    expect(findingsOf(rule, [filter(), criticalAlarm({}, { metricName: 'Critica' })]))
      .toMatchInlineSnapshot(`
      [
        "info metric filter "pms-critical": No alarm watches Pms Critical, which it publishes. You pay for the metric, but no one is notified. Add an alarm, or silence this rule where a dashboard is enough.",
      ]
    `);
  });
  it('finds a filter that is only watched in another region', () => {
    expect(findingsOf(rule, [filter(), criticalAlarm({ region: 'us-east-1' })])).toHaveLength(1);
  });
  it('accepts a filter in the metric math of an alarm', () => {
    const ratio = alarm({
      metric: [
        {
          id: 'e',
          metric: { namespace: 'Pms', metricName: 'Critical', stat: 'Sum', period: 60 },
          returnData: false,
        },
        { id: 'r', expression: 'e / 2' },
      ],
    });
    expect(findingsOf(rule, [filter(), ratio])).toEqual([]);
  });
});
