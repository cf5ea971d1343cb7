import type { Series } from '../../metrics/datapoint.ts';
import { array, finite, series } from '../values.ts';
import { arrayAt, seriesAt } from './arguments.ts';
import { oneArray, oneSeries, type MathFunction, type Surroundings } from './function.ts';
import type { UndocumentedMathCode } from '../undocumented.ts';

/** A function of a time series that does the same to each series of an array. */
export function eachSeries(
  name: string,
  change: (values: Series, surroundings: Surroundings) => Series,
  undocumented: readonly UndocumentedMathCode[] = [],
): MathFunction {
  return {
    name,
    overloads: [
      {
        parameters: [oneSeries],
        result: ['series'],
        undocumented,
        evaluate: (args, surroundings) => series(change(seriesAt(args, 0), surroundings)),
      },
      {
        parameters: [oneArray],
        result: ['array'],
        undocumented,
        evaluate: (args, surroundings) =>
          array(arrayAt(args, 0).map((values) => change(values, surroundings))),
      },
    ],
  };
}

function eachDatapoint(
  name: string,
  calculate: (value: number) => number,
  undocumented: readonly UndocumentedMathCode[] = [],
): MathFunction {
  const change = (values: Series) =>
    values.map((value) => (value === null ? null : finite(calculate(value))));
  return eachSeries(name, change, undocumented);
}

/** ABS, CEIL, FLOOR, LOG (natural) and LOG10. */
export const pointwise: readonly MathFunction[] = [
  eachDatapoint('ABS', Math.abs),
  eachDatapoint('CEIL', Math.ceil),
  eachDatapoint('FLOOR', Math.floor),
  eachDatapoint('LOG', Math.log, ['not-a-number']),
  eachDatapoint('LOG10', Math.log10, ['not-a-number']),
];
