import { scalar, series } from '../values.ts';
import { scalarAt } from './arguments.ts';
import { oneScalar, oneSeries, type MathFunction } from './function.ts';

/** A series without gaps of what the clock, in UTC, says when each period begins. */
function clockFunction(name: string, read: (date: Date) => number): MathFunction {
  return {
    name,
    overloads: [
      {
        parameters: [oneSeries],
        result: ['series'],
        evaluate: (_args, { starts }) => series(starts.map((start) => read(new Date(start)))),
      },
    ],
  };
}

/** DATE is the day of the month, DAY the day of the week from 1 (Monday) to 7 (Sunday), EPOCH in seconds. */
export const clock: readonly MathFunction[] = [
  clockFunction('MINUTE', (date) => date.getUTCMinutes()),
  clockFunction('HOUR', (date) => date.getUTCHours()),
  clockFunction('DAY', (date) => date.getUTCDay() || 7),
  clockFunction('DATE', (date) => date.getUTCDate()),
  clockFunction('MONTH', (date) => date.getUTCMonth() + 1),
  clockFunction('YEAR', (date) => date.getUTCFullYear()),
  clockFunction('EPOCH', (date) => Math.floor(date.getTime() / 1000)),
];

/** PERIOD takes a metric and no expression; TIME_SERIES makes a scalar a series without gaps. */
export const periods: readonly MathFunction[] = [
  {
    name: 'PERIOD',
    overloads: [
      {
        parameters: [{ kind: 'metric' }],
        result: ['scalar'],
        evaluate: (_args, { period }) => scalar(period),
      },
    ],
  },
  {
    name: 'TIME_SERIES',
    overloads: [
      {
        parameters: [oneScalar],
        result: ['series'],
        evaluate: (args, { starts }) => series(starts.map(() => scalarAt(args, 0))),
      },
    ],
  },
];
