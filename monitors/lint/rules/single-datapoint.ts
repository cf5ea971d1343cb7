import { factsOf } from '../catalog/index.ts';
import type { OfflineRule } from '../rule/rule.ts';
import { sources } from '../rule/sources.ts';
import { describeMetric, watchedMetrics } from '../rule/watched.ts';

export const singleDatapoint: OfflineRule = {
  name: 'single-datapoint',
  severity: 'info',
  summary: 'An alarm on a single datapoint of utilization or response time.',
  source: sources.evaluation,
  *check(context) {
    for (const { alarm, metric, judged } of watchedMetrics(context)) {
      const { evaluationPeriods: n, datapointsToAlarm: m = n } = alarm;
      const { unit } = factsOf(metric) ?? {};
      if (!judged || m !== 1 || metric.period > 60) continue;
      if (unit !== 'Percent' && unit !== 'Seconds' && unit !== 'Milliseconds') continue;
      yield {
        about: alarm,
        summary: `One minute of ${describeMetric(metric)} beyond the threshold pages someone.`,
        details:
          'A deployment or a burst does that. Require M of N datapoints, such as 3 of 5, or a longer period.',
      };
    }
  },
};
