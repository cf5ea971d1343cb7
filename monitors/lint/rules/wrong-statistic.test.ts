import { expect, it } from 'vitest';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, findingsOf } from '../testing/samples.ts';
import { wrongStatistic as rule } from './wrong-statistic.ts';

const { finds } = casesOf(rule);

const on = (namespace: string, metricName: string, stat: string): MetricAlarm =>
  alarm({}, { namespace, metricName, stat });

finds(
  'the Average of a health check',
  [on('AWS/Route53', 'HealthCheckStatus', 'Average')],
  'error metric alarm "api-cpu": Average of AWS/Route53 HealthCheckStatus is meaningless; use Minimum. Route 53\'s guide: the only valid statistic is Minimum. (AWS\'s list of recommended alarms says Average.) See https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-cloudwatch.html.',
);
finds(
  'a statistic in the wrong case',
  [on('AWS/ECS', 'CPUUtilization', 'average')],
  'error metric alarm "api-cpu": "average" is not a CloudWatch statistic. Did you mean Average? There are Average, Sum, Minimum, Maximum, SampleCount and IQM, percentiles such as p99.9, and tm90, wm90, tc90, ts90, TM(10%:90%), PR(:300) and the like.',
);
it.each([
  ['AWS/CloudFront', '5xxErrorRate', 'Sum'],
  ['AWS/CloudFront', 'Requests', 'Average'],
  ['AWS/ApplicationELB', 'RequestCountPerTarget', 'Average'],
  ['AWS/ApplicationELB', 'HTTPCode_Target_5XX_Count', 'Average'],
  ['AWS/ApplicationELB', 'UnHealthyHostCount', 'Sum'],
  ['AWS/ECS', 'CPUUtilization', 'P99'],
  ['AWS/ECS', 'CPUUtilization', 'p101'],
  ['AWS/ECS', 'CPUUtilization', 'TM(90)'],
  ['AWS/ECS', 'CPUUtilization', ''],
])('wrong-statistic finds %s %s %s', (namespace, metricName, stat) => {
  expect(findingsOf(rule, [on(namespace, metricName, stat)])).toHaveLength(1);
});
it.each([
  ['AWS/Route53', 'HealthCheckStatus', 'Minimum'],
  ['AWS/CloudFront', 'OriginLatency', 'p90'],
  ['AWS/ApplicationELB', 'HTTPCode_Target_5XX_Count', 'Sum'],
  ['AWS/ApplicationELB', 'TargetResponseTime', 'p99.99'],
  ['AWS/ECS', 'CPUUtilization', 'p100'],
  ['AWS/ECS', 'CPUUtilization', 'TM(10%:90%)'],
  ['AWS/ECS', 'CPUUtilization', 'TC(0.005:0.03)'],
  ['AWS/ECS', 'CPUUtilization', 'PR(:300)'],
  ['Custom', 'Anything', 'IQM'],
])('wrong-statistic accepts %s %s %s', (namespace, metricName, stat) => {
  expect(findingsOf(rule, [on(namespace, metricName, stat)])).toEqual([]);
});
