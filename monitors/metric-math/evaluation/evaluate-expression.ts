import type { Series } from '../../metrics/datapoint.ts';
import type { Node } from '../ast.ts';
import type { Band } from '../functions/function.ts';
import { parseExpression } from '../parser/parse.ts';
import { rejectable, Rejection } from '../../source/rejection.ts';
import { possibleKinds } from '../types/check.ts';
import { scalar, series, type Value } from '../values.ts';
import { evaluateAvailable, metricsInsights } from './available.ts';
import type { Result } from './result.ts';

/** The periods of an evaluation. */
export interface Periods {
  /** When each begins, milliseconds since 1970, oldest first. */
  readonly starts: readonly number[];
  /** Seconds. */
  readonly period: number;
}

/**
 * The value of one expression over series that are given by their ids (all of them count as metrics) and numbers that
 * stand for scalars. Without periods, they are minutes from 1970 on, as many as the longest series has. Never throws.
 *
 * @example
 *   evaluateExpression('100 * errors / requests', { errors: [1, null], requests: [50, 10] });
 *   // { kind: 'series', values: [2, 0] }
 */
export function evaluateExpression(
  text: string,
  inputs: Readonly<Record<string, Series | number>>,
  periods: Periods = minutes(inputs),
  band?: Band,
): Result {
  const parsed = parseExpression(text);
  if (!parsed.ok) return { kind: 'invalid', reason: parsed.error.problem };
  if (parsed.expression.language === 'metrics-insights') return metricsInsights;
  const { root } = parsed.expression;
  const values = new Map(
    Object.entries(inputs).map(([id, input]) => [id, valueOf(input, periods)]),
  );
  const evaluated = rejectable(text, () => evaluateChecked(root, values, periods, band));
  return evaluated.ok ? evaluated.value : { kind: 'invalid', reason: evaluated.error.problem };
}

function evaluateChecked(
  root: Node,
  values: ReadonlyMap<string, Value>,
  periods: Periods,
  band: Band | undefined,
): Result {
  const known = (id: string) => {
    const value = values.get(id);
    if (value === undefined) throw new Rejection(0, `no query has the id "${id}"`, 'a known id');
    return value;
  };
  possibleKinds(root, { kindsOf: (id) => [known(id).kind] });
  const metrics = [...values].flatMap(([id, value]) =>
    value.kind === 'series' ? [{ id, values: value.values }] : [],
  );
  return evaluateAvailable(root, { ...periods, metrics, band, valueOf: known });
}

function valueOf(input: Series | number, { starts }: Periods): Value {
  return typeof input === 'number'
    ? scalar(input)
    : series(starts.map((_, index) => input[index] ?? null));
}

function minutes(inputs: Readonly<Record<string, Series | number>>): Periods {
  const lengths = Object.values(inputs).map((input) =>
    typeof input === 'number' ? 0 : input.length,
  );
  const count = Math.max(0, ...lengths);
  return { starts: Array.from({ length: count }, (_, index) => index * 60_000), period: 60 };
}
