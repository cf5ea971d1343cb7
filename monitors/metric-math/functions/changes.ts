import type { Series } from '../../metrics/datapoint.ts';
import { finite } from '../values.ts';
import type { MathFunction, Surroundings } from './function.ts';
import { eachSeries } from './pointwise.ts';

/**
 * Something between each value and the value before it, however long before: the first one has none before it.
 * `seconds` is the time between the two.
 */
function between(
  calculate: (value: number, before: number, seconds: number) => number,
): (values: Series, surroundings: Surroundings) => Series {
  return (values, { starts }) => {
    let previous: { readonly value: number; readonly start: number } | undefined;
    return values.map((value, index) => {
      const start = starts[index];
      if (value === null || start === undefined) return null;
      const before = previous;
      previous = { value, start };
      return before === undefined
        ? null
        : finite(calculate(value, before.value, (start - before.start) / 1000));
    });
  };
}

function runningSum(values: Series): Series {
  let sum = 0;
  return values.map((value) => {
    if (value === null) return null;
    sum += value;
    return finite(sum);
  });
}

/** DIFF, DIFF_TIME (seconds), RATE (per second) and RUNNING_SUM. */
export const changes: readonly MathFunction[] = [
  eachSeries(
    'DIFF',
    between((value, before) => value - before),
  ),
  eachSeries(
    'DIFF_TIME',
    between((_value, _before, seconds) => seconds),
  ),
  eachSeries(
    'RATE',
    between((value, before, seconds) => (value - before) / seconds),
  ),
  eachSeries('RUNNING_SUM', runningSum, ['gaps-in-running-sum']),
];
