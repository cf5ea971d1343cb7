import { isAwsNamespace } from '../catalog/index.ts';
import { offlineRule } from '../rule/make-rule.ts';
import { describeMetric, publishersOf, watchedMetrics } from '../rule/watched.ts';

export const highResolutionPeriod = offlineRule('high-resolution-period', function* (context) {
  for (const { alarm, metric, region } of watchedMetrics(context)) {
    if (metric.period >= 60) continue;
    const fromFilter = publishersOf(context, metric, region).length > 0;
    if (!fromFilter && !isAwsNamespace(metric.namespace)) continue;
    yield {
      about: alarm,
      summary: `It looks at ${describeMetric(metric)} every ${metric.period} seconds, but there is one datapoint a minute.`,
      details:
        'Most periods are empty, and the alarm falls into INSUFFICIENT_DATA. It also costs three times as much. ' +
        'Set the period to 60; only metrics published with a StorageResolution of 1 have more datapoints.',
    };
  }
});
