import type { MetricQuery } from '../../definitions/metric.ts';
import { metricMathLimits } from '../limits.ts';
import { callsOf, refusedFunctions } from './check-functions.ts';
import type { InvalidQuery, Plan, Step } from './plan.ts';
import { problemText } from './problem-text.ts';
import type { QueryProblem } from './problem.ts';

/** What is wrong with one query by itself. */
export function checkSteps(queries: readonly MetricQuery[], plan: Plan): QueryProblem[] {
  const crossAccount = queries.some(({ accountId }) => accountId !== undefined);
  return queries.flatMap(({ id, expression = '' }) => {
    const step = plan.get(id);
    return step === undefined
      ? []
      : [
          ...tooLong(id, expression),
          ...(step.kind === 'invalid' ? invalidQuery(id, step.problem) : []),
          ...refusedFunctions(id, step, crossAccount),
          ...scalarResult(id, step),
        ];
  });
}

function tooLong(id: string, expression: string): QueryProblem[] {
  const most = metricMathLimits.expressionLength;
  if (expression.length <= most) return [];
  const problem = `the expression of "${id}" has ${expression.length} characters`;
  return [{ code: 'expression-length', id, problem, expected: `at most ${most}` }];
}

const expectations: Readonly<Record<InvalidQuery['code'], string>> = {
  'metric-or-expression': 'a metric or an expression, and not both',
  'bad-expression': 'metric math',
  'unknown-id': 'the id of another query',
  cycle: 'queries that refer only to others that do not refer back',
  'rests-on-invalid': '',
};

function invalidQuery(id: string, problem: InvalidQuery): QueryProblem[] {
  switch (problem.code) {
    // The query that it rests on has a problem of its own.
    case 'rests-on-invalid':
      return [];
    case 'bad-expression':
    case 'unknown-id': {
      const { error } = problem;
      const { expected } = error;
      return [{ code: problem.code, id, problem: error.problem, expected, error }];
    }
    case 'metric-or-expression':
    case 'cycle':
    default: {
      const expected = expectations[problem.code];
      return [{ code: problem.code, id, problem: problemText(problem), expected }];
    }
  }
}

function scalarResult(id: string, step: Step): QueryProblem[] {
  if (step.kind !== 'expression' || !step.kinds.every((kind) => kind === 'scalar')) return [];
  return [
    {
      code: 'scalar-result',
      id,
      problem: `"${id}" is a scalar number`,
      expected: 'a time series; TIME_SERIES makes one of a number',
    },
  ];
}

/** Exactly one query returns data, and as a single series; with an anomaly band also the band does. */
export function checkReturned(queries: readonly MetricQuery[], plan: Plan): QueryProblem[] {
  const bands = new Set(queries.map(({ id }) => id).filter((id) => isBand(plan.get(id))));
  const returned = queries.filter(({ returnData = true }) => returnData).map(({ id }) => id);
  const wanted = bands.size === 0 ? 1 : 2;
  const problems: QueryProblem[] = returned
    .filter((id) => !bands.has(id) && isArray(plan.get(id)))
    .map((id) => ({
      code: 'array-result',
      id,
      problem: `"${id}" is an array of time series`,
      expected: 'a single time series, such as MAX, SUM or FIRST of the array',
    }));
  const watched = returned.filter((id) => !bands.has(id)).length;
  if (returned.length === wanted && watched === 1) return problems;
  const list = returned.length === 0 ? 'no query' : returned.map((id) => `"${id}"`).join(', ');
  return [
    {
      code: 'return-data',
      problem: `${list} return${returned.length > 1 ? '' : 's'} data`,
      expected:
        wanted === 1
          ? 'exactly one query with returnData'
          : 'returnData for the band and for the one series that is compared with it',
    },
    ...problems,
  ];
}

/** The two limits themselves, not a series made of one of them. */
function isBand(step: Step | undefined): boolean {
  return (
    step !== undefined &&
    isArray(step) &&
    callsOf(step).some(({ name }) => name === 'ANOMALY_DETECTION_BAND')
  );
}

function isArray(step: Step | undefined): boolean {
  return step?.kind === 'expression' && step.kinds.every((kind) => kind === 'array');
}
