import { queryProblems } from '../rule/query-problems.ts';
import { offlineRule } from '../rule/make-rule.ts';

export const expressionWithoutPeriod = offlineRule(
  'expression-without-period',
  function* (context) {
    for (const { alarm, problem } of queryProblems(context))
      if (problem.code === 'no-period')
        yield {
          about: alarm,
          summary: `Its query "${problem.id ?? ''}" uses no metric and has no period.`,
          details:
            'Metric math takes its period from its metrics; a Metrics Insights query has none. Set `period`.',
        };
  },
);
