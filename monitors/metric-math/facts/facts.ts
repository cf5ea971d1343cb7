import type { Expression, Node } from '../ast.ts';
import { rejectable } from '../../source/rejection.ts';
import { silencesOf } from './silences.ts';
import { possibleKinds } from '../types/check.ts';
import type { TypeScope } from '../types/part.ts';
import type { UndocumentedMathCode } from '../undocumented.ts';
import type { ValueKind } from '../values.ts';
import { nodesOf } from '../walk.ts';

/** What can be said of an expression without data. Offsets: UTF-16 units from 0. */
export interface ExpressionFacts {
  readonly language: 'metric-math' | 'metrics-insights';
  /** Every call, in the order of the text, with what it gives. */
  readonly functions: readonly FunctionUse[];
  /** Every id, in the order of the text. */
  readonly references: readonly { readonly id: string; readonly offset: number }[];
  readonly result: ValueKind | 'unknown';
  /** Where AWS is silent about something that the expression does: see `undocumentedMath`. */
  readonly undocumented: readonly UndocumentedMathCode[];
}

export interface FunctionUse {
  readonly name: string;
  readonly offset: number;
  /** `AVG(m1)` is a scalar, `AVG([m1, m2])` a series. */
  readonly result: ValueKind | 'unknown';
}

/**
 * The functions, ids and type of an expression. `kindOf` tells what an id stands for; without it, or where it gives
 * undefined, a type that depends on the id is unknown.
 */
export function expressionFacts(
  expression: Expression,
  kindOf?: (id: string) => ValueKind | undefined,
): ExpressionFacts {
  const { language } = expression;
  if (language === 'metrics-insights')
    return { language, functions: [], references: [], result: 'unknown', undocumented: [] };
  const { root, text } = expression;
  const results = new Map<Node, ValueKind | 'unknown'>();
  const undocumented: UndocumentedMathCode[] = [];
  const scope: TypeScope = {
    kindsOf: (id) => {
      const kind = kindOf?.(id);
      return kind === undefined ? undefined : [kind];
    },
    onCall: (call, kinds, overloads) => {
      results.set(call, single(kinds));
      undocumented.push(...overloads.flatMap((overload) => overload.undocumented ?? []));
    },
  };
  const kinds = rejectable(text, () => possibleKinds(root, scope));
  const nodes = nodesOf(root);
  return {
    language,
    functions: nodes
      .filter((node) => node.kind === 'call')
      .map((node) => ({
        name: node.name,
        offset: node.offset,
        result: results.get(node) ?? 'unknown',
      })),
    references: nodes
      .filter((node) => node.kind === 'reference')
      .map(({ id, offset }) => ({ id, offset })),
    result: kinds.ok ? single(kinds.value) : 'unknown',
    undocumented: [...new Set([...undocumented, ...nodes.flatMap(silencesOf)])],
  };
}

function single(kinds: readonly ValueKind[]): ValueKind | 'unknown' {
  const [only] = kinds;
  return only === undefined || kinds.length > 1 ? 'unknown' : only;
}
