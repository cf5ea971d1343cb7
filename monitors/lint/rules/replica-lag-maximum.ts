import type { OfflineRule } from '../rule/rule.ts';
import { sources } from '../rule/sources.ts';
import { describeMetric, watchedMetrics } from '../rule/watched.ts';

export const replicaLagMaximum: OfflineRule = {
  name: 'replica-lag-maximum',
  severity: 'info',
  summary: 'AuroraReplicaLagMaximum or Minimum, which jump when a replica is deleted or renamed.',
  source: sources.auroraMetrics,
  *check(context) {
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
  },
};
