import type { QueryProblemCode } from '../../metric-math/queries/problem.ts';
import { expectation, queryProblems } from '../rule/query-problems.ts';
import type { OfflineRule } from '../rule/rule.ts';
import { sources } from '../rule/sources.ts';

/** What has a rule of its own. */
const elsewhere: readonly QueryProblemCode[] = ['search', 'no-period'];

export const metricMath: OfflineRule = {
  name: 'metric-math',
  severity: 'error',
  summary: 'Metric math that CloudWatch rejects in an alarm.',
  source: sources.metricMath,
  *check(context) {
    for (const { alarm, problem } of queryProblems(context)) {
      if (elsewhere.includes(problem.code)) continue;
      yield {
        about: alarm,
        summary: `In its metric math, ${problem.problem}.`,
        details: expectation(problem),
      };
    }
  },
};
