/** A stretch of time that gives one datapoint. */
export interface Period {
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly seconds: number;
}

/**
 * The latest `count` periods of a window that slides with the clock and ends at `until`, oldest first.
 *
 * @example
 *   slidingPeriods(at('12:16'), 300, 3) // 12:01, 12:06, 12:11
 */
export function slidingPeriods(until: number, seconds: number, count: number): Period[] {
  const periods: Period[] = [];
  for (let back = count; back > 0; back -= 1)
    periods.push({ start: until - back * seconds * 1000, seconds });
  return periods;
}
