import { nearest } from '../../../core/nearest.ts';
import type { MetricQuery, MetricStat } from '../../definitions/metric.ts';
import type { TextError } from '../../../core/source/text-error.ts';
import type { Node } from '../ast.ts';
import { parseExpression } from '../parser/parse.ts';
import { rejectable } from '../../source/rejection.ts';
import { possibleKinds } from '../types/check.ts';
import type { TypeScope } from '../types/part.ts';
import type { ValueKind } from '../values.ts';
import { nodesOf } from '../walk.ts';
import { evaluationOrder } from './order.ts';

/** What is to be done for one query, or why nothing can be. */
export type Step =
  | { readonly kind: 'metric'; readonly metric: MetricStat }
  | {
      readonly kind: 'expression';
      readonly text: string;
      readonly root: Node;
      /** What it may come to; several where only AWS knows. */
      readonly kinds: readonly ValueKind[];
    }
  | { readonly kind: 'metrics-insights' }
  | { readonly kind: 'invalid'; readonly problem: InvalidQuery };

/** Why a query cannot be evaluated by anyone. */
export type InvalidQuery =
  | { readonly code: 'metric-or-expression' }
  | { readonly code: 'bad-expression' | 'unknown-id'; readonly error: TextError }
  /** The ids of the cycle, the first one again at the end. */
  | { readonly code: 'cycle'; readonly cycle: readonly string[] }
  /** It refers to a query that is invalid. */
  | { readonly code: 'rests-on-invalid'; readonly id: string };

/** Queries by id, each after those it refers to. Of two with one id, the first counts. */
export type Plan = ReadonlyMap<string, Step>;

const plans = new WeakMap<readonly MetricQuery[], Plan>();

/** The plan of an array of queries; kept as long as the array is, because an alarm evaluates it every period. */
export function planOf(queries: readonly MetricQuery[]): Plan {
  const known = plans.get(queries);
  if (known !== undefined) return known;
  const plan = makePlan(queries);
  plans.set(queries, plan);
  return plan;
}

function makePlan(queries: readonly MetricQuery[]): Plan {
  const parsed = new Map<string, Step>();
  for (const query of queries) if (!parsed.has(query.id)) parsed.set(query.id, parse(query));
  const references = new Map(
    [...parsed].map(([id, step]) => [id, step.kind === 'expression' ? idsIn(step.root) : []]),
  );
  const { order, cycles, behind } = evaluationOrder(references);
  const plan = new Map<string, Step>();
  for (const [id, cycle] of cycles) plan.set(id, invalid({ code: 'cycle', cycle }));
  for (const [id, other] of behind) plan.set(id, invalid({ code: 'rests-on-invalid', id: other }));
  for (const id of order) {
    const step = parsed.get(id);
    if (step !== undefined) plan.set(id, check(step, plan, parsed.keys()));
  }
  return plan;
}

function parse({ metric, expression }: MetricQuery): Step {
  if (metric !== undefined && expression === undefined) return { kind: 'metric', metric };
  if (metric !== undefined || expression === undefined)
    return invalid({ code: 'metric-or-expression' });
  const result = parseExpression(expression);
  if (!result.ok) return invalid({ code: 'bad-expression', error: result.error });
  if (result.expression.language === 'metrics-insights') return { kind: 'metrics-insights' };
  const { text, root } = result.expression;
  return { kind: 'expression', text, root, kinds: [] };
}

function idsIn(root: Node): readonly string[] {
  return nodesOf(root).flatMap((node) => (node.kind === 'reference' ? [node.id] : []));
}

/** Types, once the types of all that the expression refers to are known. */
function check(step: Step, plan: Plan, ids: Iterable<string>): Step {
  if (step.kind !== 'expression') return step;
  for (const node of nodesOf(step.root)) {
    if (node.kind !== 'reference') continue;
    const referred = plan.get(node.id);
    if (referred === undefined)
      return invalid({ code: 'unknown-id', error: unknownId(step.text, node, ids) });
    if (referred.kind === 'invalid') return invalid({ code: 'rests-on-invalid', id: node.id });
  }
  const scope: TypeScope = {
    kindsOf: (id) => kindsOf(plan.get(id)),
    isMetric: (id) => plan.get(id)?.kind === 'metric',
  };
  const kinds = rejectable(step.text, () => possibleKinds(step.root, scope));
  return kinds.ok
    ? { ...step, kinds: kinds.value }
    : invalid({ code: 'bad-expression', error: kinds.error });
}

/** What a query may come to; a Metrics Insights query groups by nothing or by something. */
function kindsOf(step: Step | undefined): readonly ValueKind[] {
  if (step?.kind === 'expression') return step.kinds;
  return step?.kind === 'metrics-insights' ? ['series', 'array'] : ['series'];
}

function unknownId(
  text: string,
  { id, offset }: { readonly id: string; readonly offset: number },
  ids: Iterable<string>,
): TextError {
  const near = nearest(id, [...ids]);
  return {
    text,
    offset,
    problem: `no query has the id "${id}"`,
    expected: near ?? 'the id of another query',
  };
}

function invalid(problem: InvalidQuery): Step {
  return { kind: 'invalid', problem };
}
