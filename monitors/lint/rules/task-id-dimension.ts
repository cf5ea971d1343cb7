import type { OfflineRule } from '../rule/rule.ts';
import { sources } from '../rule/sources.ts';
import { describeMetric, watchedMetrics } from '../rule/watched.ts';

export const taskIdDimension: OfflineRule = {
  name: 'task-id-dimension',
  severity: 'warning',
  summary: 'An alarm on a single task, which is replaced sooner or later.',
  source: sources.insightsEcs,
  *check(context) {
    for (const { alarm, metric } of watchedMetrics(context)) {
      const name = ['TaskId', 'TaskARN'].find(
        (dimension) => metric.dimensions?.[dimension] !== undefined,
      );
      if (name === undefined) continue;
      yield {
        about: alarm,
        summary: `It watches the one task ${metric.dimensions?.[name] ?? ''} of ${describeMetric(metric)}.`,
        details:
          'On Fargate every deployment and every failure makes new tasks; then the alarm has no data, for ever. ' +
          'Watch the service, with Maximum where one bad task matters.',
      };
    }
  },
};
