import { offlineRule } from '../rule/make-rule.ts';
import { describeMetric, watchedMetrics } from '../rule/watched.ts';

export const replicaLagMaximum = offlineRule('replica-lag-maximum', function* (context) {
  for (const { alarm, metric } of watchedMetrics(context)) {
    if (
      metric.namespace !== 'AWS/RDS' ||
      !/^AuroraReplicaLagM(?:ax|in)imum$/.test(metric.metricName)
    )
      continue;
    yield {
      about: alarm,
      summary: `${describeMetric(metric)} jumps when a replica is deleted or renamed.`,
      details: 'AWS advises AuroraReplicaLag of each reader instead, for alarms.',
    };
  }
});
