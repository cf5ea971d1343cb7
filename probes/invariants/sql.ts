/** Statuses of reservations that hold their nights. */
export const live = `('option', 'confirmed', 'checkedIn', 'checkedOut')`;

/** Those that hold every night from arrival to departure: who has checked out early gave back the rest. */
export const awaited = `('option', 'confirmed', 'checkedIn')`;

/** Those whose stay does not take place: its price is taken back. */
export const calledOff = `('cancelled', 'expired', 'noShow')`;

/** Clocks of tasks and database differ a little, and a step may have waited for a lock since it looked at its clock. */
export const clockSlack = `INTERVAL 60 SECOND`;

/** Delivered events are deleted some time later (a day, unless configured): younger ones must be there. */
export const eventsKept = `INTERVAL 1 HOUR`;

/**
 * The first and the last day that it can be at the campsites at a moment: their clocks are one or two hours ahead of
 * UTC, and a server need not know time zones by name.
 */
export const earliestLocalDay = (at: string): string => `DATE(${at} + INTERVAL 1 HOUR)`;
export const latestLocalDay = (at: string): string => `DATE(${at} + INTERVAL 2 HOUR)`;

/**
 * A statement that looks at every row of `from` once and gives those with a problem: the first of `problems`, each a
 * condition and what is wrong when it holds. `columns` name the row.
 */
export function rowsWithProblem(
  columns: readonly string[],
  from: string,
  problems: readonly (readonly [condition: string, problem: string])[],
): string {
  const cases = problems.map(([condition, problem]) => `WHEN ${condition} THEN '${problem}'`);
  return `SELECT * FROM (
    SELECT ${columns.join(', ')}, CASE ${cases.join('\n      ')} END AS problem
    FROM ${from}
  ) looked WHERE problem IS NOT NULL`;
}

/** Rows of several statements with the same columns, one below the other. */
export function together(...statements: readonly string[]): string {
  return statements.map((statement) => `(${statement})`).join('\n    UNION ALL\n    ');
}
