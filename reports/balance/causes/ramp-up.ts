import { percent, plural } from '../../words/figures.ts';
import { ageAt, isSettled, settledAfterMinutes } from '../load/settled.ts';
import { type CauseRule, matters, peakOf } from './cause.ts';
import { compareGroups, costError, shareError } from './groups.ts';

/** A warm-up shows at its beginning; later minutes only thin it out. */
const warmingMinutes = 6;

/** Tasks that cost more CPU per request while they are young, or get fewer requests then (slow start). */
export const rampUp: CauseRule = (seen) => {
  const { sight } = seen;
  const { first, matrix, unitCount } = sight;
  const young = matrix.units.filter(
    (_, unit) => ageAt(sight, unit, first[unit] ?? 0) <= warmingMinutes,
  );
  if (young.length === 0) return undefined;
  const sums = compareGroups(seen, (unit, at) => {
    const row = Math.floor(at / unitCount);
    const minutes = ageAt(sight, unit, row);
    if (isSettled(sight, unit, row)) return minutes > settledAfterMinutes ? 'others' : undefined;
    return row !== first[unit] && minutes >= 0 && minutes <= warmingMinutes ? 'group' : undefined;
  });
  if (sums.cells === 0) return undefined;
  const cost = sums.cpu / sums.cpuExpected;
  const share = sums.requests / sums.requestsExpected;
  const isDearer = matters(cost, cost * costError(seen, sums.requests), sums.units);
  const isSpared = matters(1 / share, shareError(seen, sums) / share ** 2, sums.units);
  if (!isDearer && !isSpared) return undefined;
  const who = plural(young.length, 'new task');
  return {
    kind: 'ramp-up',
    units: young.map(({ id }) => id),
    peak: peakOf(isDearer ? cost : 1 / share, sums.units),
    evidence: [
      isDearer
        ? `in the first ${warmingMinutes} minutes of ${who} a request cost ${percent(Math.round((cost - 1) * 100) / 100)} more CPU than on warm tasks`
        : `in their first ${warmingMinutes} minutes ${who} got ${percent(Math.round(share * 100) / 100)} of the requests of warm tasks`,
    ],
  };
};
