import { percent } from '../../words/figures.ts';
import { type CauseRule, matters, peakOf } from './cause.ts';
import { compareGroups, costError } from './groups.ts';

/** Two revisions side by side, of which the newer one costs more (or less) CPU per request. */
export const deployment: CauseRule = (seen) => {
  const { matrix, first, last } = seen.sight;
  const { units, times } = matrix;
  const beginnings = new Map<string, number>();
  for (const [unit, { revision }] of units.entries()) {
    if (revision === undefined) continue;
    const begins = first[unit] ?? 0;
    beginnings.set(revision, Math.min(beginnings.get(revision) ?? Infinity, begins));
  }
  const newer = [...beginnings].filter(([, begins]) => begins > 0 && begins < times.length);
  for (const [revision] of newer.toSorted((a, b) => b[1] - a[1])) {
    const sums = compareGroups(seen, (unit, at) => {
      const row = Math.floor(at / units.length);
      // First and last minutes are parts of minutes.
      if (row === first[unit] || row === last[unit]) return undefined;
      return units[unit]?.revision === revision ? 'group' : 'others';
    });
    const ratio = sums.cpu / sums.cpuExpected;
    const error = ratio * costError(seen, sums.requests);
    const count = Math.max(2, sums.units);
    const factor = ratio > 1 ? ratio : 1 / ratio;
    if (!matters(factor, error, count)) continue;
    const peak = peakOf(factor, count);
    return {
      kind: 'deployment',
      units: units.filter((unit) => unit.revision === revision).map(({ id }) => id),
      revision,
      peak,
      evidence: [
        `while both ran, a request cost ${percent(Math.round(Math.abs(ratio - 1) * 100) / 100)} ${ratio > 1 ? 'more' : 'less'} CPU ` +
          `on revision ${revision} than on the others, give or take ${percent(Math.round(error * 1000) / 1000)}`,
      ],
    };
  }
  return undefined;
};
