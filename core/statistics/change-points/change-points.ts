import { type Candidate, mostDivergent } from './energy.ts';
import { type Sides, compareSides } from './two-sample-t.ts';

/** Where the level of a series changes, with the segments on both sides of it. */
export interface ChangePoint extends Sides {
  /** Index of the first value after the change. */
  readonly index: number;
}

export interface ChangePointOptions {
  /** Values that are looked at together; windows overlap by half. */
  readonly window: number;
  /** A change whose p-value is not below it is none. */
  readonly maxP: number;
  /** A change whose mean does not change by more than this fraction, seen from either side, is none. */
  readonly minMagnitude: number;
}

/** Otava's own. */
export const defaultChangePointOptions: ChangePointOptions = {
  window: 50,
  maxP: 0.001,
  minMagnitude: 0,
};

/**
 * Where the level of a series changes: points found one by one in windows, by a test ten times as lenient, of which then
 * the weakest is taken away until all are significant. Deterministic: the tests are t tests, not permutations.
 *
 * When a point is taken away, both its neighbors get a new segment and are tested again. Otava 0.8.0 tests the one to
 * the right and the one after that instead, so that the left one keeps the figures of a segment that no longer is.
 * @param series without gaps
 * @throws RangeError for values that are not finite, and for a window below 2
 * Source: M. Fleming, P. Kolaczkowski, I. Kumar et al.: Hunter: Using Change Point Detection to Hunt for Performance
 * Regressions, ICPE 2023; Apache Otava (Incubating).
 */
export function changePoints(
  series: readonly number[],
  options: ChangePointOptions = defaultChangePointOptions,
): ChangePoint[] {
  return strongest(series, weakChangePoints(series, options), options);
}

/** The points from which the strongest are chosen. */
export function weakChangePoints(
  series: readonly number[],
  { window, maxP }: ChangePointOptions,
): ChangePoint[] {
  if (!series.every(Number.isFinite))
    throw new RangeError('A series with change points has finite values only.');
  if (!(window >= 2)) throw new RangeError(`A window has 2 values or more, not ${window}.`);
  const lenient = maxP < 0.05 ? maxP * 10 : maxP < 0.5 ? maxP * 2 : maxP;
  const found = new Set<number>();
  const step = Math.floor(window / 2);
  for (let start = 0; start < series.length;) {
    const inWindow = divide(series.slice(start, start + window), lenient);
    for (const index of inWindow) found.add(start + index);
    const last = inWindow.at(-1);
    start = Math.max(last === undefined ? 0 : start + last, start + step);
  }
  const indices = [...found].toSorted((a, b) => a - b);
  return indices.map((_, at) => pointOf(series, indices, at));
}

/** Divides one window again and again at the best point of all segments, while that is significant; ascending. */
function divide(window: readonly number[], maxP: number): number[] {
  const points: number[] = [];
  for (;;) {
    const best = bestOf(window, points);
    if (best === undefined) return points;
    const next = [...points, best.index].toSorted((a, b) => a - b);
    if (!(pointOf(window, next, next.indexOf(best.index)).p <= maxP)) return points;
    points.splice(0, points.length, ...next);
  }
}

/** The best point of all segments between the points. */
function bestOf(window: readonly number[], points: readonly number[]): Candidate | undefined {
  let best: Candidate | undefined;
  for (const [at, start] of [0, ...points].entries()) {
    const candidate = mostDivergent(window.slice(start, points[at]));
    if (candidate === undefined) continue;
    if (best === undefined || candidate.divergence > best.divergence)
      best = { ...candidate, index: start + candidate.index };
  }
  return best;
}

/** Takes the weakest point away until all are significant and large enough. */
function strongest(
  series: readonly number[],
  weak: readonly ChangePoint[],
  { maxP, minMagnitude }: ChangePointOptions,
): ChangePoint[] {
  const points = [...weak];
  while (points.length > 0) {
    let weakest = indexOfLargest(points, ({ p }) => p);
    if ((points[weakest]?.p ?? 1) < maxP) {
      weakest = indexOfLargest(points, (point) => -magnitudeOf(point));
      const smallest = points[weakest];
      if (smallest !== undefined && magnitudeOf(smallest) > minMagnitude) return points;
    }
    points.splice(weakest, 1);
    const indices = points.map(({ index }) => index);
    for (const neighbor of [weakest - 1, weakest])
      if (neighbor in points) points[neighbor] = pointOf(series, indices, neighbor);
  }
  return points;
}

/** The larger of the changes seen from before and from after. */
export function magnitudeOf({ meanBefore, meanAfter }: Sides): number {
  const forward = meanBefore === 0 ? 0 : meanAfter / meanBefore - 1;
  const backward = meanAfter === 0 ? 0 : meanBefore / meanAfter - 1;
  return Math.max(Math.abs(forward), Math.abs(backward));
}

/** The point at `indices[at]` with the segments between its neighbors. */
function pointOf(series: readonly number[], indices: readonly number[], at: number): ChangePoint {
  const index = indices[at] ?? 0;
  const before = series.slice(at === 0 ? 0 : indices[at - 1], index);
  return { index, ...compareSides(before, series.slice(index, indices[at + 1])) };
}

function indexOfLargest<T>(items: readonly T[], of: (item: T) => number): number {
  const values = items.map(of);
  return values.indexOf(Math.max(...values));
}
