import type { Series } from '../../metrics/datapoint.ts';
import type { UndocumentedMathCode } from '../undocumented.ts';
import { finite, present, scalar, series } from '../values.ts';
import { arrayAt, seriesAt } from './arguments.ts';
import { oneArray, oneSeries, type MathFunction } from './function.ts';

/** A statistic of the datapoints that exist, at least one, among `periods` that might have had one. */
type Statistic = (values: readonly number[], periods: number) => number;

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function standardDeviation(values: readonly number[]): number {
  const mean = sum(values) / values.length;
  return Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / values.length);
}

const statistics = {
  /** Missing values count as 0. */
  AVG: (values, periods) => sum(values) / periods,
  MAX: (values) => values.reduce((left, right) => Math.max(left, right)),
  MIN: (values) => values.reduce((left, right) => Math.min(left, right)),
  STDDEV: standardDeviation,
  SUM: sum,
} as const satisfies Record<string, Statistic>;

/** The statistic of all datapoints of a series; null when there is none. */
export function statisticOf(name: 'AVG' | 'MAX' | 'MIN' | 'SUM', values: Series): number | null {
  return apply(statistics[name], values);
}

function apply(statistic: Statistic, values: Series): number | null {
  const existing = present(values);
  return existing.length === 0 ? null : finite(statistic(existing, values.length));
}

/** Of one series a scalar; of an array a series: the statistic over the series of each period. */
function statisticFunction(
  name: string,
  statistic: Statistic,
  undocumented: readonly UndocumentedMathCode[],
): MathFunction {
  return {
    name,
    overloads: [
      {
        parameters: [oneSeries],
        result: ['scalar'],
        evaluate: (args) => scalar(apply(statistic, seriesAt(args, 0))),
      },
      {
        parameters: [oneArray],
        result: ['series'],
        evaluate: (args, { starts }) => {
          const all = arrayAt(args, 0);
          return series(
            starts.map((_, index) =>
              apply(
                statistic,
                all.map((values) => values[index] ?? null),
              ),
            ),
          );
        },
      },
    ],
    undocumented: ['statistic-of-nothing', ...undocumented],
  };
}

/** AVG, MAX, MIN, STDDEV, SUM and DATAPOINT_COUNT. */
export const statisticFunctions: readonly MathFunction[] = [
  statisticFunction('AVG', statistics.AVG, []),
  statisticFunction('MAX', statistics.MAX, ['missing-in-extremes']),
  statisticFunction('MIN', statistics.MIN, ['missing-in-extremes']),
  statisticFunction('STDDEV', statistics.STDDEV, ['missing-in-extremes', 'standard-deviation']),
  statisticFunction('SUM', statistics.SUM, []),
  statisticFunction('DATAPOINT_COUNT', (values) => values.length, []),
];
