import { percent, significant } from '../../words/figures.ts';
import { type CauseRule, smallestPeak, surely } from './cause.ts';
import { dispersionOf, isCounted } from './groups.ts';

/** Times the variance of numbers by chance from which requests do not come one by one. */
const leastDispersion = 2;

/** Requests keep to the tasks where they were: numbers of requests differ far beyond chance while a request costs the same. */
export const sticky: CauseRule = (seen) => {
  const { sight, measures } = seen;
  if (sight.countSource === undefined) return undefined;
  const { units } = sight.matrix;
  const { blockCountPeak, meanCounts } = measures;
  const blocksUsed = measures.counts.filter(
    (row) => row.filter((count) => count !== undefined).length > 1,
  ).length;
  const known = meanCounts.flatMap((count, unit) => (count === undefined ? [] : [{ count, unit }]));
  if (known.length < 2 || blockCountPeak < smallestPeak) return undefined;
  const freedom = blocksUsed * (known.length - 1);
  // Chance is forgotten from one step to the next, so that it is as large over blocks as within steps.
  const times = measures.blockDispersion / (isCounted(seen) ? 1 : dispersionOf(seen));
  if (times < leastDispersion || (times - 1) / Math.sqrt(2 / freedom) < surely) return undefined;
  const [hottest] = known.toSorted((a, b) => b.count - a.count);
  if (hottest === undefined) return undefined;
  const hot = units[hottest.unit]?.id ?? '';
  return {
    kind: 'sticky',
    units: [hot],
    peak: blockCountPeak,
    evidence: [
      `task ${hot} got ${percent(Math.round(hottest.count * 100) / 100)} of the mean number of requests, while a request costs the same on all`,

      `over a quarter of an hour numbers of requests vary ${significant(times)} times as much as by chance`,
    ],
  };
};
