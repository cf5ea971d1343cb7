import { percent, significant } from '../../words/figures.ts';
import { meanPeak } from '../load/block-table.ts';
import { isSettled } from '../load/settled.ts';
import { type CauseRule, smallestPeak } from './cause.ts';
import { chanceCostCv2 } from './groups.ts';

/** Standard errors by which the variation of costs must be above the ordinary. */
const errors = 2.5;

/** A variation of costs (1.5) that is well above the ordinary (1.31), squared. */
const leastCostCv2 = 1.5 ** 2;

/** A few requests cost far more than the others, and make whatever task gets them busy: equal numbers, unequal CPU, no task in particular. */
export const unevenCost: CauseRule = ({ sight, measures }) => {
  if (sight.countSource !== 'balancer') return undefined;
  const { costCv2, costCv2Error } = measures;
  if (!(costCv2 - errors * costCv2Error > chanceCostCv2 && costCv2 > leastCostCv2))
    return undefined;
  const peak = meanPeak(settledLoads(sight));
  if (peak < smallestPeak) return undefined;
  return {
    kind: 'uneven-cost',
    units: [],
    peak,
    evidence: [
      `what a request costs varies by ${percent(Math.round(Math.sqrt(costCv2) * 100) / 100)} of its mean, far more than the ` +
        `${percent(1.31)} of ordinary requests, and no task keeps the dear ones (peak to average ${significant(peak)} within minutes)`,
    ],
  };
};

function settledLoads(sight: Parameters<CauseRule>[0]['sight']): (number | undefined)[][] {
  const { matrix, unitCount } = sight;
  return Array.from(matrix.times, (_, row) =>
    Array.from({ length: unitCount }, (__, unit) => {
      const cpu = matrix.cpu[row * unitCount + unit] ?? Number.NaN;
      return isSettled(sight, unit, row) && !Number.isNaN(cpu) ? cpu : undefined;
    }),
  );
}
