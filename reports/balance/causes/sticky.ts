import { percent, significant } from '../../words/figures.ts';
import { type CauseRule, smallestPeak, surely } from './cause.ts';

/** Variance over mean of counts from which requests do not come one by one, as they do by chance (1) or in turn (0). */
const leastDispersion = 2;

/** Requests keep to the tasks where they were: numbers of requests differ far beyond chance while a request costs the same. */
export const sticky: CauseRule = ({ sight, measures }) => {
  if (sight.countSource === undefined) return undefined;
  const { units } = sight.matrix;
  const { blockDispersion, blockCountPeak, blocksUsed, meanCounts } = measures;
  const known = meanCounts.flatMap((count, unit) => (count === undefined ? [] : [{ count, unit }]));
  if (known.length < 2 || blockCountPeak < smallestPeak) return undefined;
  const isCounted = sight.countSource === 'balancer';
  const freedom = blocksUsed * (known.length - 1);
  const deviation = (blockDispersion - 1) / Math.sqrt(2 / freedom);
  if (isCounted && (blockDispersion < leastDispersion || deviation < surely)) return undefined;
  const [hottest] = known.toSorted((a, b) => b.count - a.count);
  const hot = hottest === undefined ? '' : (units[hottest.unit]?.id ?? '');
  return {
    kind: 'sticky',
    units: [hot],
    peak: blockCountPeak,
    evidence: [
      `task ${hot} got ${percent(Math.round((hottest?.count ?? 1) * 100) / 100)} of the mean number of requests, while a request costs the same on all`,
      ...(isCounted
        ? [
            `over a quarter of an hour numbers of requests vary ${significant(blockDispersion)} times as much as by chance`,
          ]
        : []),
    ],
  };
};
