import { offlineRule } from '../rule/make-rule.ts';
import { describeMetric, watchedMetrics } from '../rule/watched.ts';

export const taskIdDimension = offlineRule('task-id-dimension', function* (context) {
  for (const { alarm, metric } of watchedMetrics(context)) {
    const name = ['TaskId', 'TaskARN'].find(
      (dimension) => metric.dimensions?.[dimension] !== undefined,
    );
    if (name === undefined) continue;
    yield {
      about: alarm,
      summary: `It watches only task ${metric.dimensions?.[name] ?? ''} of ${describeMetric(metric)}.`,
      details:
        'On Fargate every deployment and every failure starts new tasks; then the alarm never has data again. ' +
        'Watch the service, with Maximum where one bad task matters.',
    };
  }
});
