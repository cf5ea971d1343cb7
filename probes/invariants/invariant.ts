/**
 * Something that must hold in a booking system's database at every moment, as one SQL statement that finds what breaks
 * it. A statement sees one snapshot, so it may run under load; and it joins by keys only, never with a grouped
 * subquery, because such a join took half a minute as soon as the optimizer's statistics were unlucky. The schema is that
 * of the reference system.
 */
export interface Invariant {
  readonly name: string;
  /** The rule in a sentence. */
  readonly rule: string;
  /** SQL with one row and one column `checked`: how many things the rule was held against. */
  readonly checked: string;
  /** SQL with one row a violation; its columns name what is wrong. */
  readonly violations: string;
}

/** Statuses of reservations that hold their nights. */
export const live = `('option', 'confirmed', 'checkedIn', 'checkedOut')`;

/** Those that hold every night from arrival to departure: who has checked out early gave back the rest. */
export const awaited = `('option', 'confirmed', 'checkedIn')`;
