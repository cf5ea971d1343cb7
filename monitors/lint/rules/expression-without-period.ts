import { queryProblems } from '../rule/query-problems.ts';
import type { OfflineRule } from '../rule/rule.ts';
import { sources } from '../rule/sources.ts';

export const expressionWithoutPeriod: OfflineRule = {
  name: 'expression-without-period',
  severity: 'error',
  summary: 'An expression without metrics and without a period.',
  source: sources.metricsInsights,
  *check(context) {
    for (const { alarm, problem } of queryProblems(context))
      if (problem.code === 'no-period')
        yield {
          about: alarm,
          summary: `Its query "${problem.id ?? ''}" uses no metric and has no period.`,
          details:
            'Metric math takes its period from its metrics; a Metrics Insights query has none. Set `period`.',
        };
  },
};
