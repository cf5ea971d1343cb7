import { z } from 'zod';
import { balanceOf } from '../../../core/statistics/balance/indices.ts';
import { largestModifiedZ, medianOf } from '../../../core/statistics/outliers.ts';
import { row } from '../rows/compare.ts';
import type { Form } from '../rows/form.ts';

const document = z.object({
  vectors: z.record(z.string(), z.looseObject({ x: z.array(z.number()) })),
});

/** Digits that the file gives of what it rounds. */
const rounded = 1e-4;

/** Indices of balance for small sets of loads. */
export const balanceIndexForm: Form = {
  fits: (value) => document.safeParse(value).success,
  evaluate: (value) =>
    Object.entries(document.parse(value).vectors).flatMap(([id, { x, modZmax, ...expected }]) => [
      row(id, expected, indicesOf(x)),
      row(`${id}: modified z`, modZmax, largestModifiedZ(x), rounded),
    ]),
};

function indicesOf(x: readonly number[]): object | undefined {
  const found = balanceOf(x);
  if (found === undefined) return undefined;
  const { units, mean, max, min, cv, theil, gini, peakToAverage, hoover, jain } = found;
  const median = medianOf(x);
  return {
    n: units,
    mean,
    max,
    min,
    jain,
    cvPop: cv,
    cvSample: found.cvSample,
    gini,
    giniSmallSample: (gini * units) / (units - 1),
    theilT: theil,
    normEntropy: 1 - theil / Math.log(units),
    hoover,
    peakToAverage,
    percentImbalance: (peakToAverage - 1) * 100,
    wastedFraction: found.wastedFraction,
    maxMin: min > 0 ? max / min : null,
    median,
    mad: medianOf(x.map((value) => Math.abs(value - median))),
  };
}
