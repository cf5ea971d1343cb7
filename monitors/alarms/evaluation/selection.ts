/** What of an evaluation range an alarm is evaluated on. */
export interface Selection<P> {
  /** The points that are there, oldest first. */
  readonly real: readonly P[];
  /** How many missing points the alarm's treatment of missing data fills in. */
  readonly toFill: number;
}

/**
 * The rules of https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html: with N real
 * points or more, the most recent N of them, from farther back in the range where need be, and the treatment of missing
 * data is not used; with fewer, all of them, and only as many missing points as are needed.
 */
export function selectPoints<P>(
  range: readonly P[],
  missing: (point: P) => boolean,
  evaluationPeriods: number,
): Selection<P> {
  const real = range.filter((point) => !missing(point)).slice(-evaluationPeriods);
  return { real, toFill: evaluationPeriods - real.length };
}
