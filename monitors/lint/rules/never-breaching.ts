import type { MetricStat } from '../../definitions/metric.ts';
import type { LintContext } from '../rule/context.ts';
import { offlineRule } from '../rule/make-rule.ts';
import { rangedComparisons, signs } from '../rule/value-range.ts';
import { describeMetric, publishersOf } from '../rule/watched.ts';

export const neverBreaching = offlineRule('never-breaching', function* (context) {
  for (const compared of rangedComparisons(context)) {
    const { alarm, metric, region, threshold, range, outcome } = compared;
    if (outcome !== 'never') continue;
    yield {
      about: alarm,
      summary: `${metric.stat} of ${describeMetric(metric)} is never ${signs[alarm.comparisonOperator]} ${threshold}.`,
      details: `${range.because} ${hint(context, metric, region)}`,
      ...(range.beyond === undefined || threshold < range.greatest
        ? {}
        : {
            severity: 'warning',
            details: `${range.because} More is possible only ${range.beyond}.`,
          }),
    };
  }
});

function hint(context: LintContext, metric: MetricStat, region: string): string {
  if (publishersOf(context, metric, region).length === 0)
    return 'Check the unit: a ratio may be meant, or a percentage.';
  return 'Sum counts lines; the other statistics describe a single line.';
}
