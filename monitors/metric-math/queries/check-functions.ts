import { nodesOf } from '../walk.ts';
import type { Step } from './plan.ts';
import type { QueryProblem, QueryProblemCode } from './problem.ts';

/** A call in an expression, with the text it stands in. */
interface Call {
  readonly name: string;
  readonly offset: number;
  readonly text: string;
}

/** The calls of an expression, in the order of its text; of anything else, none. */
export function callsOf(step: Step): readonly Call[] {
  if (step.kind !== 'expression') return [];
  return nodesOf(step.root).flatMap((node) =>
    node.kind === 'call' ? [{ name: node.name, offset: node.offset, text: step.text }] : [],
  );
}

/** Functions that an alarm may not use, or not where it uses them. */
export function refusedFunctions(id: string, step: Step, crossAccount: boolean): QueryProblem[] {
  const calls = callsOf(step);
  return [
    ...search(id, calls),
    ...(crossAccount ? acrossAccounts(id, calls) : []),
    ...besideBand(id, calls),
  ];
}

function at(
  { text, offset }: Call,
  id: string,
  code: QueryProblemCode,
  problem: string,
  expected: string,
): QueryProblem {
  return { code, id, problem, expected, error: { text, offset, problem, expected } };
}

function search(id: string, calls: readonly Call[]): QueryProblem[] {
  const expected = 'the metrics by themselves, one query each';
  return calls
    .filter(({ name }) => name === 'SEARCH')
    .map((call) => at(call, id, 'search', 'an alarm cannot watch SEARCH', expected));
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Cross-Account-Cross-Region.html */
const notAcrossAccounts = ['ANOMALY_DETECTION_BAND', 'INSIGHT_RULE_METRIC', 'SERVICE_QUOTA'];

function acrossAccounts(id: string, calls: readonly Call[]): QueryProblem[] {
  const expected = 'metrics of one account, or another function';
  return calls
    .filter(({ name }) => notAcrossAccounts.includes(name))
    .map((call) => {
      const problem = `an alarm on another account's metrics cannot use ${call.name}`;
      return at(call, id, 'cross-account', problem, expected);
    });
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html, "Anomaly detection on metric math" */
function besideBand(id: string, calls: readonly Call[]): QueryProblem[] {
  const [first, ...more] = calls.filter(({ name }) => name === 'ANOMALY_DETECTION_BAND');
  if (first === undefined) return [];
  const expected = 'one band in an expression, of metrics named by their ids';
  const problem = (name: string) =>
    name === first.name
      ? `the expression has a second ${name}`
      : `${name} is used in one expression with ${first.name}`;
  return [...more, ...calls.filter(({ name }) => name === 'METRICS')].map((call) =>
    at(call, id, 'anomaly-band', problem(call.name), expected),
  );
}
