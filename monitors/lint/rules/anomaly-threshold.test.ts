import { describe, expect, it } from 'vitest';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import { alarm, cpu, findingsOf } from '../testing/samples.ts';
import { anomalyThreshold as rule } from './anomaly-threshold.ts';

describe('anomaly-threshold', () => {
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

  it('finds a number in place of a band', () => {
    expect(findingsOf(rule, [band({ threshold: 2 })])).toMatchInlineSnapshot(`
      [
        "error metric alarm "api-cpu": GreaterThanUpperThreshold compares with a band, but its threshold is 2. Set the threshold to the id of the query with ANOMALY_DETECTION_BAND: { metricId: "band" }.",
      ]
    `);
  });
  it('finds a band that is compared like a number', () => {
    expect(findingsOf(rule, [band({ comparisonOperator: 'GreaterThanThreshold' })]))
      .toMatchInlineSnapshot(`
      [
        "error metric alarm "api-cpu": GreaterThanThreshold compares with a number, but its threshold is query "band". For a band, use LessThanLowerOrGreaterThanUpperThreshold, LessThanLowerThreshold or GreaterThanUpperThreshold.",
      ]
    `);
  });
  it('finds a query that is not there, or is no band', () => {
    expect(findingsOf(rule, [band({ threshold: { metricId: 'bnad' } })])).toMatchInlineSnapshot(`
      [
        "error metric alarm "api-cpu": Its threshold is query "bnad", which it does not have. Add a query such as { id: "band", expression: "ANOMALY_DETECTION_BAND(m1, 2)" }.",
      ]
    `);
    expect(findingsOf(rule, [band({ threshold: { metricId: 'm1' } })])).toHaveLength(1);
  });
  it('accepts a band', () => {
    expect(findingsOf(rule, [band(), alarm()])).toEqual([]);
  });
});
