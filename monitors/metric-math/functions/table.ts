import { anomalyBand } from './anomaly.ts';
import { arrays } from './arrays.ts';
import { changes } from './changes.ts';
import { conditional } from './conditional.ts';
import { fill } from './fill.ts';
import type { MathFunction } from './function.ts';
import { pointwise } from './pointwise.ts';
import { remoteFunctions } from './remote.ts';
import { statisticFunctions } from './statistics.ts';
import { clock, periods } from './time.ts';

/**
 * Every function of metric math by its name:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export const functions: ReadonlyMap<string, MathFunction> = new Map(
  [
    anomalyBand,
    ...arrays,
    ...changes,
    ...clock,
    conditional,
    fill,
    ...periods,
    ...pointwise,
    ...remoteFunctions,
    ...statisticFunctions,
  ].map((entry) => [entry.name, entry]),
);

/** The entry of a function that the parser let pass. */
export function functionNamed(name: string): MathFunction {
  const entry = functions.get(name);
  if (entry === undefined) throw new TypeError(`No function ${name}`);
  return entry;
}
