import { offlineRule } from '../rule/make-rule.ts';
import { describeMetric, dimensionNames, watchedMetrics } from '../rule/watched.ts';

const mostOfFilter = 3;
const mostOfAlarm = 30;

export const dimensionCount = offlineRule('dimension-count', function* (context) {
  for (const filter of context.all('metric-filter')) {
    const { length } = dimensionNames(filter.transformation.dimensions);
    if (length <= mostOfFilter) continue;
    yield {
      about: filter,
      summary: `It has ${length} dimensions; a metric filter allows at most ${mostOfFilter}.`,
      details:
        'Keep those that someone looks at: each one also multiplies the metrics that you pay for.',
    };
  }
  for (const { alarm, metric } of watchedMetrics(context)) {
    const { length } = dimensionNames(metric.dimensions);
    if (length <= mostOfAlarm) continue;
    yield {
      about: alarm,
      summary: `It names ${length} dimensions of ${describeMetric(metric)}; a metric has at most ${mostOfAlarm}.`,
      details: 'No metric can have them all, so PutMetricAlarm rejects it.',
    };
  }
});
