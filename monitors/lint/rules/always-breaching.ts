import { offlineRule } from '../rule/make-rule.ts';
import { rangedComparisons, signs } from '../rule/value-range.ts';
import { describeMetric } from '../rule/watched.ts';

export const alwaysBreaching = offlineRule('always-breaching', function* (context) {
  for (const { alarm, metric, threshold, range, outcome } of rangedComparisons(context)) {
    if (outcome !== 'always') continue;
    yield {
      about: alarm,
      summary: `${metric.stat} of ${describeMetric(metric)} is always ${signs[alarm.comparisonOperator]} ${threshold}.`,
      details: `${range.because} As long as there is data, the alarm is in ALARM.`,
    };
  }
});
