import type { Series } from '../../metrics/datapoint.ts';
import type { UndocumentedMathCode } from '../undocumented.ts';
import { finite, present, scalar, series } from '../values.ts';
import { arrayAt, seriesAt } from './arguments.ts';
import { oneArray, oneSeries, type MathFunction } from './function.ts';

/** A statistic of the datapoints that exist, at least one, among `places` where one might have been. */
type Statistic = (values: readonly number[], places: number) => number;

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function standardDeviation(values: readonly number[]): number {
  const mean = sum(values) / values.length;
  return Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / values.length);
}

const statistics = {
  /** Missing values count as 0. */
  AVG: (values, places) => sum(values) / places,
  DATAPOINT_COUNT: (values) => values.length,
  MAX: (values) => values.reduce((left, right) => Math.max(left, right)),
  MIN: (values) => values.reduce((left, right) => Math.min(left, right)),
  STDDEV: standardDeviation,
  SUM: sum,
} as const satisfies Record<string, Statistic>;

type StatisticName = keyof typeof statistics;

const hasNoneOfNothing: readonly StatisticName[] = ['MAX', 'MIN', 'STDDEV'];

/** The statistic of a series; null when a series without datapoints has none. */
export function statisticOf(name: StatisticName, values: Series): number | null {
  const existing = present(values);
  if (existing.length === 0) return hasNoneOfNothing.includes(name) ? null : 0;
  return finite(statistics[name](existing, values.length));
}

/** The statistic of what some series have in one period; null when none has anything. */
function across(name: StatisticName, all: readonly Series[], index: number): number | null {
  const existing: number[] = [];
  for (const values of all) {
    const value = values[index] ?? null;
    if (value !== null) existing.push(value);
  }
  return existing.length === 0 ? null : finite(statistics[name](existing, all.length));
}

/** Of one series a scalar; of an array a series: the statistic over the series of each period. */
function statisticFunction(
  name: StatisticName,
  ofSeries: readonly UndocumentedMathCode[],
  ofArray: readonly UndocumentedMathCode[],
): MathFunction {
  return {
    name,
    overloads: [
      {
        parameters: [oneSeries],
        result: ['scalar'],
        undocumented: ofSeries,
        evaluate: (args) => scalar(statisticOf(name, seriesAt(args, 0))),
      },
      {
        parameters: [oneArray],
        result: ['series'],
        undocumented: ofArray,
        evaluate: (args, { starts }) => {
          const all = arrayAt(args, 0);
          return series(starts.map((_, index) => across(name, all, index)));
        },
      },
    ],
  };
}

/** AVG, DATAPOINT_COUNT, MAX, MIN, STDDEV and SUM. */
export const statisticFunctions: readonly MathFunction[] = [
  statisticFunction('AVG', [], []),
  statisticFunction('DATAPOINT_COUNT', [], ['count-of-nothing']),
  statisticFunction('MAX', ['statistic-of-nothing'], ['missing-in-extremes']),
  statisticFunction('MIN', ['statistic-of-nothing'], ['missing-in-extremes']),
  statisticFunction(
    'STDDEV',
    ['statistic-of-nothing', 'standard-deviation'],
    ['missing-in-extremes', 'standard-deviation'],
  ),
  statisticFunction('SUM', [], []),
];
