import { offlineRule } from '../rule/make-rule.ts';
import { watchedMetrics } from '../rule/watched.ts';

export const filterWithoutAlarm = offlineRule('filter-without-alarm', function* (context) {
  const watched = [...watchedMetrics(context)];
  if (watched.some(({ metric }) => context.isUnknown(metric.metricName))) return;
  for (const filter of context.all('metric-filter')) {
    const { namespace, metricName } = filter.transformation;
    const region = context.regionOf(filter);
    const isWatched = watched.some(
      (candidate) =>
        candidate.region === region &&
        candidate.metric.namespace === namespace &&
        candidate.metric.metricName === metricName,
    );
    if (isWatched) continue;
    yield {
      about: filter,
      summary: `No alarm watches ${namespace} ${metricName}, which it publishes.`,
      details:
        'You pay for the metric, but no one is notified. Add an alarm, or silence this rule where a dashboard is enough.',
    };
  }
});
