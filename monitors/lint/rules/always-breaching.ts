import type { OfflineRule } from '../rule/rule.ts';
import { sources } from '../rule/sources.ts';
import { rangedComparisons, signs } from '../rule/value-range.ts';
import { describeMetric } from '../rule/watched.ts';

export const alwaysBreaching: OfflineRule = {
  name: 'always-breaching',
  severity: 'error',
  summary: 'A comparison that is true for every value of the metric, so the alarm never ends.',
  source: sources.evaluation,
  *check(context) {
    for (const { alarm, metric, threshold, range, outcome } of rangedComparisons(context)) {
      if (outcome !== 'always') continue;
      yield {
        about: alarm,
        summary: `${metric.stat} of ${describeMetric(metric)} is always ${signs[alarm.comparisonOperator]} ${threshold}.`,
        details: `${range.because} As long as there is data, the alarm is in ALARM.`,
      };
    }
  },
};
