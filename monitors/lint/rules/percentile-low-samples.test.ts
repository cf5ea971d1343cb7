import { expect, it } from 'vitest';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, findingsOf } from '../testing/samples.ts';
import { percentileLowSamples as rule } from './percentile-low-samples.ts';

const { accepts, finds } = casesOf(rule);

const latency = (stat: string, change: Partial<MetricAlarm> = {}): MetricAlarm =>
  alarm(change, { namespace: 'AWS/ApplicationELB', metricName: 'TargetResponseTime', stat });

finds(
  'a percentile at any number of samples',
  [latency('p99')],
  'info metric alarm "api-cpu": p99 of fewer than 1000 samples per period means little, but is evaluated anyway. At night a single slow request sets the percentile. Set evaluateLowSampleCountPercentile to ignore: the alarm then keeps its state until there are enough samples.',
);
it.each([
  ['p99.9', 10_000],
  ['p95', 200],
  ['p90', 100],
  ['p50', 20],
  ['p10', 100],
])('percentile-low-samples wants for %s %d samples', (stat, samples) => {
  expect(findingsOf(rule, [latency(stat)])[0]).toContain(`fewer than ${samples} samples`);
});
accepts('ignore, and statistics that are no percentile', [
  latency('p99', { evaluateLowSampleCountPercentile: 'ignore' }),
  latency('Average'),
  latency('p100'),
]);
