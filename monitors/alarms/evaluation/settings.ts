import {
  isMathAlarm,
  type MetricAlarm,
  type TreatMissingData,
} from '../../definitions/metric-alarm.ts';
import type { MetricQuery, MetricStat } from '../../definitions/metric.ts';

/** Seconds of a period of an alarm; undefined for queries of which none says. */
export function periodOf(alarm: MetricAlarm): number | undefined {
  return metricsOf(alarm).at(0)?.period ?? queriesOf(alarm).find(({ period }) => period)?.period;
}

/** The metrics an alarm looks at. */
export function metricsOf(alarm: MetricAlarm): MetricStat[] {
  const single = singleMetric(alarm);
  if (single !== undefined) return [single];
  return queriesOf(alarm).flatMap(({ metric }) => (metric === undefined ? [] : [metric]));
}

/** The one metric of an alarm that has no queries. */
export function singleMetric({ metric }: MetricAlarm): MetricStat | undefined {
  return 'stat' in metric ? metric : undefined;
}

export function queriesOf(alarm: MetricAlarm): readonly MetricQuery[] {
  return isMathAlarm(alarm) ? alarm.metric : [];
}

/** The query whose value is held against the threshold: the one that returns data and is not the band. */
export function watchedQuery(alarm: MetricAlarm): MetricQuery | undefined {
  const band = bandQuery(alarm);
  return queriesOf(alarm).find(({ id, returnData = true }) => returnData && id !== band);
}

/** The id of the query that holds the anomaly band. */
export function bandQuery({ threshold }: MetricAlarm): string | undefined {
  return typeof threshold === 'number' ? undefined : threshold.metricId;
}

/**
 * How an alarm treats missing data when it does not say. AWS's user guide has `ignore` for DynamoDB, its API reference even
 * where the alarm says otherwise; the user guide is followed here.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function treatmentOf(alarm: MetricAlarm): TreatMissingData {
  if (alarm.treatMissingData !== undefined) return alarm.treatMissingData;
  return looksAtDynamoDb(alarm) ? 'ignore' : 'missing';
}

export function looksAtDynamoDb(alarm: MetricAlarm): boolean {
  return metricsOf(alarm).some(({ namespace }) => namespace === 'AWS/DynamoDB');
}
