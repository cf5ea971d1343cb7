import { isMathAlarm, type MetricAlarm } from '../../definitions/metric-alarm.ts';
import { checkQueries } from '../../metric-math/queries/check-queries.ts';
import type { QueryProblem } from '../../metric-math/queries/problem.ts';
import { renderTextError } from '../../../core/source/text-error.ts';
import type { LintContext } from './context.ts';

/** What CloudWatch refuses in the metric math of alarms. */
export function* queryProblems(
  context: LintContext,
): Generator<{ readonly alarm: MetricAlarm; readonly problem: QueryProblem }> {
  for (const alarm of context.all('metric-alarm')) {
    if (!isMathAlarm(alarm) || context.isUnknown(JSON.stringify(alarm.metric))) continue;
    for (const problem of checkQueries(alarm.metric)) yield { alarm, problem };
  }
}

/** What was expected, with the place in the expression when the problem has one. */
export function expectation({ expected, error }: QueryProblem): string {
  return error === undefined ? `Expected ${expected}.` : renderTextError(error);
}
