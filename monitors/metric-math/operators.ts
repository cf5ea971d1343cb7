import type { Operator } from './ast.ts';
import type { Series } from '../metrics/datapoint.ts';
import { array, finite, scalar, series, type Value, type ValueKind } from './values.ts';

/**
 * The operators by precedence, weakest first. AWS prints no table of precedence: this is the conventional one.
 */
export const precedence: readonly (readonly Operator[])[] = [
  ['OR'],
  ['AND'],
  ['==', '!=', '<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/'],
  ['^'],
];

const calculations: Readonly<Record<Operator, (left: number, right: number) => number>> = {
  OR: (left, right) => Number(left !== 0 || right !== 0),
  AND: (left, right) => Number(left !== 0 && right !== 0),
  '==': (left, right) => Number(left === right),
  '!=': (left, right) => Number(left !== right),
  '<=': (left, right) => Number(left <= right),
  '>=': (left, right) => Number(left >= right),
  '<': (left, right) => Number(left < right),
  '>': (left, right) => Number(left > right),
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '^': (left, right) => left ** right,
};

/** Arithmetic takes arrays of time series; comparisons and AND and OR take only time series and scalars. */
export function takesArrays(operator: Operator): boolean {
  return '+-*/^'.includes(operator);
}

/**
 * What `left operator right` gives, or undefined where the operator does not take the two.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html, "Basic arithmetic functions" and
 * "Comparison and logical operators"
 */
export function resultKind(
  operator: Operator,
  left: ValueKind,
  right: ValueKind,
): ValueKind | undefined {
  if (left === 'array' || right === 'array')
    return takesArrays(operator) && left !== right ? 'array' : undefined;
  return left === 'scalar' && right === 'scalar' ? 'scalar' : 'series';
}

/**
 * Applies an operator (same page). Between two series, a value that is missing in one counts as 0; where both miss,
 * there is no datapoint. A scalar applies to the datapoints that the series has. A datapoint whose result is not a
 * finite number, as after a division by zero, is dropped.
 */
export function applyOperator(operator: Operator, left: Value, right: Value): Value {
  const calculate = calculations[operator];
  if (left.kind === 'array')
    return array(left.series.map((values) => combine(calculate, series(values), right)));
  if (right.kind === 'array')
    return array(right.series.map((values) => combine(calculate, left, series(values))));
  if (left.kind === 'scalar' && right.kind === 'scalar')
    return scalar(
      left.value === null || right.value === null
        ? null
        : finite(calculate(left.value, right.value)),
    );
  return series(combine(calculate, left, right));
}

type Calculation = (left: number, right: number) => number;

/** At least one of the two is a series. */
function combine(calculate: Calculation, left: Value, right: Value): Series {
  if (left.kind === 'series' && right.kind === 'series')
    return left.values.map((value, index) => {
      const other = right.values[index] ?? null;
      return value === null && other === null ? null : finite(calculate(value ?? 0, other ?? 0));
    });
  if (left.kind === 'series')
    return overDatapoints(left.values, right, (value, constant) => calculate(value, constant));
  if (right.kind === 'series')
    return overDatapoints(right.values, left, (value, constant) => calculate(constant, value));
  throw new TypeError(`No time series among ${left.kind} and ${right.kind}`);
}

function overDatapoints(values: Series, constant: Value, calculate: Calculation): Series {
  if (constant.kind !== 'scalar') throw new TypeError(`No scalar: ${constant.kind}`);
  const { value: other } = constant;
  return values.map((value) =>
    value === null || other === null ? null : finite(calculate(value, other)),
  );
}

/** Unary minus. */
export function negate(value: Value): Value {
  const minusOne = scalar(-1);
  return applyOperator('*', minusOne, value);
}
