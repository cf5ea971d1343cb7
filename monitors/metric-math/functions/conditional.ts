import type { Series } from '../../metrics/datapoint.ts';
import { series } from '../values.ts';
import { scalarAt, seriesAt } from './arguments.ts';
import {
  oneScalar,
  oneSeries,
  scalarOrSeries,
  type Argument,
  type MathFunction,
} from './function.ts';

/**
 * IF(condition, value when true, value when false): 0 is false, anything else is true. The combinations are the ones
 * that AWS lists under "Using IF expressions":
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export const conditional: MathFunction = {
  name: 'IF',
  overloads: [
    {
      parameters: [oneSeries, scalarOrSeries],
      optional: [scalarOrSeries],
      result: ['series'],
      evaluate: (args) => series(byDatapoint(seriesAt(args, 0), args[1], args[2])),
    },
    {
      parameters: [oneScalar, oneSeries],
      optional: [oneSeries],
      result: ['series'],
      evaluate: (args) => {
        const condition = scalarAt(args, 0);
        const whenTrue = seriesAt(args, 1);
        const nothing = whenTrue.map(() => null);
        if (condition === null) return series(nothing);
        if (condition !== 0) return series(whenTrue);
        return series(args.length > 2 ? seriesAt(args, 2) : nothing);
      },
    },
  ],
};

/**
 * Where the condition has no datapoint, there is none. Where it is true and the series for it has none, the result is 0.
 * Where it is false and the series for it has none, AWS's tables have 0 next to a series for true, and no datapoint next to
 * a number; nor is there one when nothing is given for false.
 */
function byDatapoint(
  condition: Series,
  whenTrue: Argument | undefined,
  whenFalse: Argument | undefined,
): Series {
  return condition.map((decision, index) => {
    if (decision === null) return null;
    const chosen = decision === 0 ? whenFalse : whenTrue;
    if (chosen?.kind === 'scalar') return chosen.value;
    if (chosen?.kind !== 'series') return null;
    return chosen.values[index] ?? (whenTrue?.kind === 'series' ? 0 : null);
  });
}
