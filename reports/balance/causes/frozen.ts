import { binomialUpper } from '../../../core/statistics/distributions/binomial.ts';
import { percent, plural } from '../../words/figures.ts';
import type { Sight } from '../load/sight.ts';
import type { Cause, CauseRule } from './cause.ts';
import { waitingTask } from './waiting.ts';

/** A task that answers at most this much of the others' loss is like them. */
const timesTheOthers = 5;
/** Chance that one of many tasks loses so many more than the others if they are alike. */
const level = 1e-6;
const fewestLost = 5;

/**
 * A unit that stands still part of the time: the balancer gets no answers from it (504, or none), or late ones, while the
 * others answer. CPU shows little of it, since what waited is done afterwards.
 */
export const frozen: CauseRule = ({ sight }) => losingTask(sight) ?? waitingTask(sight);

function losingTask({ matrix, unitCount }: Sight): Cause | undefined {
  const { balancer, units } = matrix;
  if (balancer === undefined) return undefined;
  const totals = units.map((_, unit) => {
    const cells = Array.from(matrix.times, (__, row) => row * unitCount + unit);
    const lost = cells.reduce((sum, at) => sum + (balancer.lost[at] ?? 0), 0);
    const minutes = cells.filter((at) => (balancer.lost[at] ?? 0) > 0).length;
    const requests = cells.reduce((sum, at) => sum + (balancer.requests[at] || 0), 0);
    return { unit, lost, minutes, requests };
  });
  const [worst] = totals.toSorted((a, b) => b.lost - a.lost);
  if (worst === undefined || worst.lost < fewestLost) return undefined;
  const others = totals.filter((one) => one !== worst);
  const othersLost = others.reduce((sum, one) => sum + one.lost, 0);
  const othersRequests = others.reduce((sum, one) => sum + one.requests, 0);
  const all = worst.requests + othersRequests;
  const share = worst.requests / all;
  const isMore =
    worst.lost / worst.requests >= timesTheOthers * (othersLost / Math.max(1, othersRequests)) &&
    binomialUpper(worst.lost, worst.lost + othersLost, share) < level;
  if (!isMore) return undefined;
  const name = units[worst.unit]?.id ?? '';
  return {
    kind: 'frozen',
    units: [name],
    peak: peakOfLost(worst.lost, worst.lost + othersLost, totals.length),
    evidence: [
      `${plural(worst.lost, 'request')} to task ${name} got no answer in ${plural(worst.minutes, 'minute')}, ` +
        `${percent(worst.lost / worst.requests)} of what it was sent; all other tasks together lost ${plural(othersLost, 'request')}`,
    ],
  };
}

/** Peak to average of lost requests over units. */
function peakOfLost(worst: number, all: number, units: number): number {
  return (worst * units) / all;
}
