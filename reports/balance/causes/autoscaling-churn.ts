import { plural, significant } from '../../words/figures.ts';
import type { Unit } from '../load/series.ts';
import { meanPeak } from '../load/block-table.ts';
import { type CauseRule, type Seen, smallestPeak } from './cause.ts';

/** A task that lives no longer than this was hardly worth its start. */
const shortLifeMinutes = 30;
/** As many short lives an hour are a habit. */
const livesPerHour = 1;
const fewestLives = 4;

/**
 * Tasks of one revision that come and go within half an hour, again and again: scaling in undoes scaling out. They are
 * never settled, and while they start and drain the others carry the load.
 */
export const autoscalingChurn: CauseRule = (seen) => {
  const { matrix, first, last } = seen.sight;
  const { times, units } = matrix;
  const end = times.length - 1;
  const revisions = new Map<string, number>();
  for (const { revision = '' } of units)
    revisions.set(revision, (revisions.get(revision) ?? 0) + 1);
  const [common] = [...revisions].toSorted((a, b) => b[1] - a[1])[0] ?? [''];
  const short = units.filter(({ revision = '' }, unit) => {
    const [from = 0, to = 0] = [first[unit], last[unit]];
    const minutes = ((times[to] ?? 0) - (times[from] ?? 0)) / 60_000;
    return from > 0 && to < end && revision === common && minutes <= shortLifeMinutes;
  });
  const [firstOf, lastOf] = spanOf(seen, short);
  const hours = Math.max(1, ((times[lastOf] ?? 0) - (times[firstOf] ?? 0)) / 3_600_000);
  if (short.length < Math.max(fewestLives, livesPerHour * hours)) return undefined;
  const isShort = new Set(short.map(({ id }) => units.findIndex((unit) => unit.id === id)));
  const peak = meanPeak(whileThere(seen, isShort));
  if (peak < smallestPeak) return undefined;
  return {
    kind: 'autoscaling-churn',
    units: short.map(({ id }) => id),
    peak,
    evidence: [
      `${plural(short.length, 'task')} of revision ${common} came and went within ${shortLifeMinutes} minutes each, ` +
        `${significant(short.length / hours)} an hour`,
    ],
  };
};

/** Rows of the first and the last sign of some units. */
function spanOf({ sight: { first, last, matrix } }: Seen, some: readonly Unit[]): [number, number] {
  const indexes = some.map((unit) => matrix.units.indexOf(unit));
  return [
    Math.min(...indexes.map((unit) => first[unit] ?? Infinity)),
    Math.max(...indexes.map((unit) => last[unit] ?? -Infinity)),
  ];
}

/** CPU of all units, settled or not, in the steps in which one of these was there. */
function whileThere(
  { sight: { matrix, unitCount } }: Seen,
  some: ReadonlySet<number>,
): (number | undefined)[][] {
  const rows = Array.from(matrix.times, (_, row) =>
    Array.from({ length: unitCount }, (__, unit) => {
      const cpu = matrix.cpu[row * unitCount + unit] ?? Number.NaN;
      return Number.isNaN(cpu) ? undefined : cpu;
    }),
  );
  return rows.filter((row) => row.some((cpu, unit) => cpu !== undefined && some.has(unit)));
}
