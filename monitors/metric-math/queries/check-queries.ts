import type { MetricQuery } from '../../definitions/metric.ts';
import { checkIds, checkNumbers, checkPeriods } from './check-list.ts';
import { checkReturned, checkSteps } from './check-results.ts';
import { planOf } from './plan.ts';
import type { QueryProblem } from './problem.ts';

/**
 * What AWS refuses in the queries of a metric math alarm, in the order of the queries as far as a problem is about one;
 * empty when it takes them.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html and
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function checkQueries(queries: readonly MetricQuery[]): QueryProblem[] {
  const plan = planOf(queries);
  return [
    ...checkNumbers(queries),
    ...checkIds(queries),
    ...checkSteps(queries, plan),
    ...checkPeriods(queries, plan),
    ...checkReturned(queries, plan),
  ];
}
