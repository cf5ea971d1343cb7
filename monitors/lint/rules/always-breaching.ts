import type { OfflineRule } from '../rule.ts';
import { sources } from '../sources.ts';
import { outcomeOf, rangeOf, signs } from '../value-range.ts';
import { describeMetric, watchedMetrics } from '../watched.ts';

export const alwaysBreaching: OfflineRule = {
  name: 'always-breaching',
  severity: 'error',
  summary:
    'A comparison that holds for every value that the metric can have, so that the alarm never ends.',
  source: sources.evaluation,
  *check(context) {
    for (const { alarm, metric, judged, region } of watchedMetrics(context)) {
      const { comparisonOperator, threshold } = alarm;
      if (!judged || typeof threshold !== 'number') continue;
      const range = rangeOf(context, metric, region);
      if (range === undefined) continue;
      if (outcomeOf(comparisonOperator, threshold, range) !== 'always') continue;
      yield {
        about: alarm,
        summary: `${metric.stat} of ${describeMetric(metric)} is always ${signs[comparisonOperator]} ${threshold}.`,
        details: `${range.because} As long as there is data, the alarm is in ALARM.`,
      };
    }
  },
};
