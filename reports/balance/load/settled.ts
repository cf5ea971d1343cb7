import type { LoadMatrix } from './series.ts';

/** When units are compared with one another. */
export interface SettledRows {
  /** When each unit started, in ms since 1970; -Infinity where that was before it was first seen and is not known. */
  readonly begun: Float64Array;
  /** The rows from and to which a unit has warmed up and is not about to leave; to before from where it never has. */
  readonly settledFrom: Int32Array;
  readonly settledTo: Int32Array;
}

/** A unit is young for this long: caches, just-in-time compilers and slow start (up to 15 minutes) are done by then. */
export const settledAfterMinutes = 12;
/** A unit's last minutes are those of draining. */
const leavingMinutes = 5;

/** Minutes since a unit started. */
export function ageAt(
  { begun, matrix }: { readonly begun: Float64Array; readonly matrix: LoadMatrix },
  unit: number,
  row: number,
): number {
  return ((matrix.times[row] ?? Number.NaN) - (begun[unit] ?? Number.NaN)) / 60_000;
}

/** Whether a unit has warmed up at a row, and is not about to leave. */
export function isSettled(
  { settledFrom, settledTo }: SettledRows,
  unit: number,
  row: number,
): boolean {
  return row >= (settledFrom[unit] ?? Infinity) && row <= (settledTo[unit] ?? -1);
}

/** Where no unit ever has settled all of them count at all times. */
export function settledRows(matrix: LoadMatrix, first: Int32Array, last: Int32Array): SettledRows {
  const begun = Float64Array.from(first, (row, unit) => beginning(matrix, unit, row));
  const newest = matrix.times.length - 1;
  const leaving = (leavingMinutes * 60_000) / matrix.stepMs;
  const settledFrom = first.map((start, unit) => {
    let row = start;
    while (row <= newest && ageAt({ begun, matrix }, unit, row) < settledAfterMinutes) row += 1;
    return row;
  });
  const settledTo = last.map((row) => Math.floor(row < newest - leaving ? row - leaving : row));
  const hasSettled = settledFrom.some((from, unit) => from <= (settledTo[unit] ?? -1));
  if (hasSettled) return { begun, settledFrom, settledTo };
  return { begun, settledFrom: settledFrom.fill(0), settledTo: settledTo.fill(newest) };
}

/** When a unit began: as told, else when first seen, and long ago where it was there from the first. */
function beginning({ units, times }: LoadMatrix, unit: number, first: number): number {
  const { startedAt } = units[unit] ?? {};
  if (startedAt !== undefined) return startedAt;
  return first === 0 ? -Infinity : (times[first] ?? 0);
}
