import type { MetricQuery } from '../../definitions/metric.ts';
import { metricMathLimits } from '../limits.ts';
import { nodesOf } from '../walk.ts';
import type { Plan } from './plan.ts';
import type { QueryProblem } from './problem.ts';

/** At most 10 metrics and 10 expressions. */
export function checkNumbers(queries: readonly MetricQuery[]): QueryProblem[] {
  const { metricsOfAlarm, expressionsOfAlarm } = metricMathLimits;
  const metrics = queries.filter(({ metric }) => metric !== undefined).length;
  const expressions = queries.filter(({ expression }) => expression !== undefined).length;
  return [
    ...tooMany(metrics, 'metrics', metricsOfAlarm),
    ...tooMany(expressions, 'expressions', expressionsOfAlarm),
  ];
}

function tooMany(count: number, what: string, most: number): QueryProblem[] {
  if (count <= most) return [];
  const problem = `the alarm has ${count} ${what}`;
  return [{ code: 'too-many-queries', problem, expected: `at most ${most}` }];
}

/** Ids are `[a-z][a-zA-Z0-9_]*` of at most 255 characters, and no two are the same. */
export function checkIds(queries: readonly MetricQuery[]): QueryProblem[] {
  const seen = new Set<string>();
  return queries.flatMap(({ id }): QueryProblem[] => {
    const repeated = seen.has(id);
    seen.add(id);
    if (repeated)
      return [
        {
          code: 'duplicate-id',
          id,
          problem: `several queries have the id "${id}"`,
          expected: 'a unique id for each query',
        },
      ];
    if (/^[a-z]\w*$/.test(id) && id.length <= metricMathLimits.idLength) return [];
    return [
      {
        code: 'bad-id',
        id,
        problem: `"${id}" cannot be an id`,
        expected: `a lower-case letter, then letters, digits and underscores, at most ${metricMathLimits.idLength} characters`,
      },
    ];
  });
}

/** All periods are one; an expression that rests on no metric says its own. */
export function checkPeriods(queries: readonly MetricQuery[], plan: Plan): QueryProblem[] {
  const periods = queries.flatMap(({ id, metric, period }) => {
    const seconds = metric?.period ?? period;
    return seconds === undefined ? [] : [{ id, seconds }];
  });
  const [first] = periods;
  const unequal = periods.filter(({ seconds }) => seconds !== first?.seconds);
  return [
    ...unequal.map(({ id, seconds }): QueryProblem => ({
      code: 'unequal-periods',
      id,
      problem: `"${id}" has a period of ${seconds} s, and "${first?.id ?? ''}" one of ${first?.seconds ?? 0} s`,
      expected: 'one period for all queries of an alarm',
    })),
    ...queries.flatMap(({ id, expression, period }): QueryProblem[] =>
      expression === undefined || period !== undefined || restsOnMetric(id, plan)
        ? []
        : [
            {
              code: 'no-period',
              id,
              problem: `"${id}" uses no metric of the alarm and has no period`,
              expected: 'a period in seconds',
            },
          ],
    ),
  ];
}

/** Whether any metric gives the expression its period; true when that cannot be known. */
function restsOnMetric(id: string, plan: Plan): boolean {
  const pending = [id];
  const seen = new Set(pending);
  for (const current of pending) {
    const step = plan.get(current);
    if (step === undefined || step.kind === 'metric' || step.kind === 'invalid') return true;
    if (step.kind === 'metrics-insights') continue;
    for (const node of nodesOf(step.root)) {
      if (node.kind === 'call' && node.name === 'METRICS') return true;
      if (node.kind !== 'reference' || seen.has(node.id)) continue;
      seen.add(node.id);
      pending.push(node.id);
    }
  }
  return false;
}
