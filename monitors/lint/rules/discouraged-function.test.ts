import { expect, it } from 'vitest';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import type { MetricStat } from '../../definitions/metric.ts';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, cpu, findingsOf } from '../testing/samples.ts';
import { discouragedFunction as rule } from './discouraged-function.ts';

const { finds } = casesOf(rule);

const math = (
  expression: string,
  metric: Partial<MetricStat> = {},
  change: Partial<MetricAlarm> = {},
): MetricAlarm =>
  alarm({
    metric: [
      { id: 'm1', metric: { ...cpu, ...metric }, returnData: false },
      { id: 'm2', metric: cpu, returnData: false },
      { id: 'r', expression },
    ],
    ...change,
  });
const errors = {
  namespace: 'AWS/ApplicationELB',
  metricName: 'HTTPCode_ELB_5XX_Count',
  stat: 'Sum',
};

finds(
  'a number made of a time series',
  [math('m1 / AVG(m1)')],
  'warning metric alarm "api-cpu": Its query "r" uses AVG of a single time series, which is one number. Its value depends on how many datapoints CloudWatch fetches: more than the alarm evaluates, and not documented. Compute over an array, such as AVG([m1, m2]), or use a statistic.',
);
finds(
  'the rate of a sparse metric',
  [math('RATE(m1)', errors)],
  'warning metric alarm "api-cpu": Its query "r" uses RATE on AWS/ApplicationELB HTTPCode_ELB_5XX_Count, which has gaps. The rate over a gap is unpredictable in an alarm. FILL the metric first, or use its Sum.',
);
finds(
  'FILL where every datapoint must breach',
  [math('FILL(m1, 0)', errors, { datapointsToAlarm: 5 })],
  'warning metric alarm "api-cpu": Its query "r" uses FILL and evaluates every datapoint. The latest datapoint is often late; FILL replaces it with a value, and the alarm stays in one state. Set datapointsToAlarm below evaluationPeriods.',
);
it('discouraged-function tells of a function once, however often it is used', () => {
  const expression = 'FILL(m1, 0) + FILL(m2, 0)';
  expect(findingsOf(rule, [math(expression, {}, { datapointsToAlarm: 5 })])).toHaveLength(1);
});
it('discouraged-function accepts FILL over one long period, which is never empty because data are late', () => {
  const oneHour = { ...cpu, period: 3600 };
  const metric = [
    { id: 'm1', metric: oneHour, returnData: false },
    { id: 'r', expression: 'FILL(m1, 0)' },
  ];
  const single = { evaluationPeriods: 1, datapointsToAlarm: 1 };
  expect(findingsOf(rule, [alarm({ ...single, metric })])).toEqual([]);
  expect(findingsOf(rule, [math('FILL(m1, 0)', errors, single)])).toHaveLength(1);
});
it.each(['RUNNING_SUM(m1)', 'REMOVE_EMPTY(m1)', 'm1 / DATAPOINT_COUNT(m1)'])(
  'finds %s',
  (expression) => {
    expect(findingsOf(rule, [math(expression)])).toHaveLength(1);
  },
);
it.each(['MAX([m1, m2]) - MIN([m1, m2])', 'RATE(m1)', 'FILL(m1, 0) / m2'])(
  'accepts %s',
  (expression) => {
    expect(findingsOf(rule, [math(expression)])).toEqual([]);
  },
);
