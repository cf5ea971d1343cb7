import { expect, it } from 'vitest';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, cpu, findingsOf } from '../testing/samples.ts';
import { anomalyThreshold as rule } from './anomaly-threshold.ts';

const { accepts, finds } = casesOf(rule);

const band = (change: Partial<MetricAlarm> = {}): MetricAlarm =>
  alarm({
    metric: [
      { id: 'm1', metric: cpu },
      { id: 'band', expression: 'ANOMALY_DETECTION_BAND(m1, 2)' },
    ],
    comparisonOperator: 'GreaterThanUpperThreshold',
    threshold: { metricId: 'band' },
    ...change,
  });

finds(
  'a number in place of a band',
  [band({ threshold: 2 })],
  'error metric alarm "api-cpu": GreaterThanUpperThreshold compares with a band, but its threshold is 2. Set the threshold to the id of the query with ANOMALY_DETECTION_BAND: { metricId: "band" }.',
);
finds(
  'a band that is compared like a number',
  [band({ comparisonOperator: 'GreaterThanThreshold' })],
  'error metric alarm "api-cpu": GreaterThanThreshold compares with a number, but its threshold is query "band". For a band, use LessThanLowerOrGreaterThanUpperThreshold, LessThanLowerThreshold or GreaterThanUpperThreshold.',
);
it('anomaly-threshold finds a query that is not there, or is no band', () => {
  expect(findingsOf(rule, [band({ threshold: { metricId: 'bnad' } })])).toEqual([
    'error metric alarm "api-cpu": Its threshold is query "bnad", which it does not have. Add a query such as { id: "band", expression: "ANOMALY_DETECTION_BAND(m1, 2)" }.',
  ]);
  expect(findingsOf(rule, [band({ threshold: { metricId: 'm1' } })])).toHaveLength(1);
});
accepts('a band', [band(), alarm()]);
