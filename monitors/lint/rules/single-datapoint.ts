import { factsOf } from '../catalog/index.ts';
import { offlineRule } from '../rule/make-rule.ts';
import { describeMetric, watchedMetrics } from '../rule/watched.ts';

export const singleDatapoint = offlineRule('single-datapoint', function* (context) {
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
});
