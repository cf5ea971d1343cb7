import { offlineRule } from '../rule/make-rule.ts';
import { percentileOf } from '../rule/statistics.ts';
import { describeMetric, publishersOf, watchedMetrics } from '../rule/watched.ts';

/** Names of fields that run both ways. */
const signed = /(?:balance|change|delta|diff|difference|drift|offset|skew)$/i;

export const percentileOfNegative = offlineRule('percentile-of-negative', function* (context) {
  for (const { alarm, metric, region } of watchedMetrics(context)) {
    if (percentileOf(metric.stat) === undefined) continue;
    for (const { name, transformation } of publishersOf(context, metric, region)) {
      const { value, defaultValue = 0 } = transformation;
      if (!(Number(value) < 0) && defaultValue >= 0 && !signed.test(value)) continue;
      yield {
        about: alarm,
        summary: `It uses ${metric.stat} of ${describeMetric(metric)}, which metric filter "${name}" can make negative.`,
        details:
          'CloudWatch has no percentiles of a metric as soon as one of its values is negative. Publish the absolute ' +
          'value, or use Maximum.',
      };
    }
  }
});
