import { list, percent } from '../../words/figures.ts';
import { type CauseRule, type Seen, matters, peakOf } from './cause.ts';
import { chanceCostCv2, costError } from './groups.ts';

/** Where few dear requests decide, sums of them are skewed: errors count for so much more. */
const rareRequests = 1.5;

/** Tasks that need more CPU for a request than the others do, whatever they get of them. */
export const slowHost: CauseRule = (seen) => {
  const { sight, measures } = seen;
  if (sight.countSource === undefined) return undefined;
  const { units } = sight.matrix;
  const known = measures.meanCosts.filter((cost) => cost !== undefined);
  if (known.length < 2) return undefined;
  const rarity = measures.costCv2 > chanceCostCv2 ? rareRequests : 1;
  const slow = measures.meanCosts.flatMap((cost, unit) => {
    if (cost === undefined) return [];
    const blocks = measures.costs.filter((row) => row[unit] !== undefined).length;
    const count = measures.meanCounts[unit] ?? 1;
    const error = Math.hypot(
      rarity * costError(seen, measures.requestsPerBlock * blocks * count),
      idleError(seen, count),
    );
    const more = (cost - 1) * count * measures.cpuPerStep;
    return matters(cost, error, known.length) && more > idleDoubt * reservedPerStep(seen)
      ? [{ unit, cost, error, peak: peakOf(cost, known.length) }]
      : [];
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

/** What a service does without requests is known, and is the same on all tasks, to about this fraction of a reservation. */
const idleDoubt = 0.01;

/** A unit with few requests looks dear where it is idle work that was put down to them. */
function idleError({ sight, measures }: Seen, count: number): number {
  const perUnit = Math.max(measures.cpuPerStep, Number.EPSILON);
  return (
    (Math.abs(1 / Math.max(count, 0.001) - 1) * idleDoubt * reservedPerStep({ sight, measures })) /
    perUnit
  );
}

function reservedPerStep({ sight: { matrix } }: Seen): number {
  return ((matrix.units[0]?.vcpu ?? 1) * matrix.stepMs) / 1000;
}
