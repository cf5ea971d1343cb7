import { nearest } from '../../../core/nearest.ts';
import { parseStatistic } from '../../metrics/statistics/statistic.ts';
import { factsOf } from '../catalog/index.ts';
import { offlineRule } from '../rule/make-rule.ts';
import { isOneOf, plainStatistics } from '../rule/statistics.ts';
import { describeMetric, listed, watchedMetrics } from '../rule/watched.ts';

export const wrongStatistic = offlineRule('wrong-statistic', function* (context) {
  for (const { alarm, metric } of watchedMetrics(context)) {
    if (parseStatistic(metric.stat) === undefined) {
      const meant = nearest(metric.stat, plainStatistics);
      yield {
        about: alarm,
        summary: `"${metric.stat}" is not a CloudWatch statistic.`,
        details: `${meant === undefined ? '' : `Did you mean ${meant}? `}There are ${listed(plainStatistics)}, percentiles such as p99.9, and tm90, wm90, tc90, ts90, TM(10%:90%), PR(:300) and the like.`,
      };
      continue;
    }
    const facts = factsOf(metric);
    if (facts?.statistics === undefined || isOneOf(metric.stat, facts.statistics.valid)) continue;
    yield {
      about: alarm,
      summary: `${metric.stat} of ${describeMetric(metric)} is meaningless; use ${listed(facts.statistics.valid.map(worded), 'or')}.`,
      details: `${facts.statistics.because} See ${facts.source}.`,
    };
  }
});

function worded(pattern: string): string {
  return pattern === 'percentile' ? 'a percentile such as p90' : pattern;
}
