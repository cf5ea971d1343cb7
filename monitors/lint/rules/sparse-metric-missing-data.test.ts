import { expect, it } from 'vitest';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, criticalAlarm, filter, findingsOf, heartbeat } from '../testing/samples.ts';
import { sparseMetricMissingData as rule } from './sparse-metric-missing-data.ts';

const { finds } = casesOf(rule);

const serverErrors = (change: Partial<MetricAlarm>): MetricAlarm =>
  alarm({
    metric: {
      namespace: 'AWS/ApplicationELB',
      metricName: 'HTTPCode_ELB_5XX_Count',
      stat: 'Sum',
      period: 60,
    },
    ...change,
  });

finds(
  'an alarm on errors that are counted only when there are some',
  [serverErrors({ treatMissingData: 'missing' })],
  'warning metric alarm "api-cpu": AWS/ApplicationELB HTTPCode_ELB_5XX_Count is not published while it is zero (its reporting criterion is a nonzero value), and the alarm treats missing data as missing. It goes to INSUFFICIENT_DATA in quiet times, or stays in ALARM. Set treatMissingData to notBreaching, and detect silence with a separate alarm.',
);
it('sparse-metric-missing-data takes no setting for missing, which is the default', () => {
  const { treatMissingData: _unset, ...unset } = serverErrors({});
  expect(findingsOf(rule, [unset])).toHaveLength(1);
});
it('sparse-metric-missing-data finds an alarm on a metric filter, with a default value or without', () => {
  const watch = criticalAlarm({ treatMissingData: 'missing' });
  expect(findingsOf(rule, [filter(), watch])).toEqual([
    'warning metric alarm "pms-critical-lines": Pms Critical comes from a metric filter without a default value, so it is published only when a line matches, and the alarm treats missing data as missing. It goes to INSUFFICIENT_DATA in quiet times, or stays in ALARM. Set treatMissingData to notBreaching, and detect silence with a separate alarm.',
  ]);
  expect(findingsOf(rule, [filter({}, { defaultValue: 0 }), watch])).toEqual([
    'warning metric alarm "pms-critical-lines": Pms Critical comes from a metric filter, so nothing is published while no line arrives, with or without a default value, and the alarm treats missing data as missing. It goes to INSUFFICIENT_DATA in quiet times, or stays in ALARM. Set treatMissingData to notBreaching, and detect silence with a separate alarm.',
  ]);
});
it('sparse-metric-missing-data advises breaching where silence is looked for, and ignore where AWS does', () => {
  const bounces = alarm(
    { treatMissingData: 'missing' },
    { namespace: 'AWS/SES', metricName: 'Reputation.BounceRate' },
  );
  expect(findingsOf(rule, [heartbeat({ treatMissingData: 'missing' }), bounces])).toEqual([
    'warning metric alarm "api-cpu": AWS/SES Reputation.BounceRate is not published while no mail is sent, and the alarm treats missing data as missing. It goes to INSUFFICIENT_DATA in quiet times, or stays in ALARM. Set treatMissingData to ignore, as AWS advises here.',
    'warning metric alarm "pms-silent": AWS/Logs IncomingLogEvents is not published while the log group receives no event, and the alarm treats missing data as missing. It goes to INSUFFICIENT_DATA in quiet times, or stays in ALARM. This alarm is meant to detect silence: set treatMissingData to breaching.',
  ]);
});
it('sparse-metric-missing-data accepts metrics that are always there, and what is filled', () => {
  expect(findingsOf(rule, [alarm({ treatMissingData: 'missing' })])).toEqual([]);
  const metric = {
    namespace: 'AWS/ApplicationELB',
    metricName: 'HTTPCode_ELB_5XX_Count',
    stat: 'Sum',
    period: 60,
  };
  const filled = [
    { id: 'e', metric, returnData: false },
    { id: 'r', expression: 'FILL(e, 0) / 10' },
  ];
  expect(findingsOf(rule, [alarm({ metric: filled, treatMissingData: 'missing' })])).toEqual([]);
});
