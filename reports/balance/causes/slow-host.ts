import { list, percent } from '../../words/figures.ts';
import { type CauseRule, peakOf, smallestPeak, surely } from './cause.ts';
import { costError } from './groups.ts';

/** Tasks that need more CPU for a request than the others do, whatever they get of them. */
export const slowHost: CauseRule = (seen) => {
  const { sight, measures } = seen;
  if (sight.countSource === undefined) return undefined;
  const { units } = sight.matrix;
  const known = measures.meanCosts.filter((cost) => cost !== undefined);
  if (known.length < 2) return undefined;
  const slow = measures.meanCosts.flatMap((cost, unit) => {
    if (cost === undefined) return [];
    const own = measures.costs.map((row) => row[unit]).filter((value) => value !== undefined);
    const error = errorOf(own, cost, costError(seen, measures.requestsPerBlock * own.length), sight.countSource === 'balancer');
    const peak = peakOf(cost, known.length);
    return peak >= smallestPeak && cost - 1 > surely * error ? [{ unit, cost, error, peak }] : [];
  });
  const [worst] = slow.toSorted((a, b) => b.cost - a.cost);
  if (worst === undefined) return undefined;
  const names = slow.map(({ unit }) => units[unit]?.id ?? '');
  const count = measures.meanCounts[worst.unit] ?? 1;
  return {
    kind: 'slow-host',
    units: names,
    peak: worst.peak,
    evidence: [
      `a request cost ${percent(Math.round((worst.cost - 1) * 100) / 100)} more CPU on task ${list(names)} than on the one in the middle, ` +
        `give or take ${percent(Math.round(worst.error * 1000) / 1000)}, with ${percent(Math.round(count * 100) / 100)} of the mean number of requests`,
    ],
  };
};

/**
 * Standard error of a unit's mean over blocks: what chance gives to so many requests, or where that cannot be told what
 * the blocks show. A cause that acts part of the time makes blocks differ, so that theirs alone would hide it.
 */
function errorOf(own: readonly number[], mean: number, chance: number, isCounted: boolean): number {
  if (isCounted) return chance;
  if (own.length < 2) return Infinity;
  const squares = own.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (own.length - 1) / own.length);
}
