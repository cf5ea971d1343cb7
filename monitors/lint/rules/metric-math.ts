import type { QueryProblemCode } from '../../metric-math/queries/problem.ts';
import { expectation, queryProblems } from '../rule/query-problems.ts';
import { offlineRule } from '../rule/make-rule.ts';

/** What has a rule of its own. */
const elsewhere: readonly QueryProblemCode[] = ['search', 'no-period'];

export const metricMath = offlineRule('metric-math', function* (context) {
  for (const { alarm, problem } of queryProblems(context)) {
    if (elsewhere.includes(problem.code)) continue;
    yield {
      about: alarm,
      summary: `In its metric math, ${problem.problem}.`,
      details: expectation(problem),
    };
  }
});
