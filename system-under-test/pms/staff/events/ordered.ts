/** An outbox row that subscribers may see. */
export interface OutboxEvent {
  readonly id: number;
  readonly topic: string;
  /** JSON. */
  readonly payload: string;
}

/** What has been handed on, and since when later events wait. */
export interface Cursor {
  /** Everything up to this id was handed on, or will never come. */
  readonly id: number;
  /** The highest id seen at a look, and when that was (milliseconds), for each look since something waits. */
  readonly looks: readonly { readonly id: number; readonly at: number }[];
}

export const cursorAt = (id: number): Cursor => ({ id, looks: [] });

/**
 * Ids are given out when a row is written and seen when its transaction commits: a later id may be seen first. So
 * events wait behind a gap, in the order of ids, until the missing row comes, or until an event above the gap has been
 * there for `graceMs`: then the missing row's transaction was rolled back.
 *
 * @param seen rows with ids above the cursor's, in order of id, as of now
 */
export function advance(
  cursor: Cursor,
  seen: readonly OutboxEvent[],
  now: number,
  graceMs: number,
): { readonly cursor: Cursor; readonly events: readonly OutboxEvent[] } {
  const overdue = Math.max(
    0,
    ...cursor.looks.filter((look) => now - look.at >= graceMs).map((look) => look.id),
  );
  let { id } = cursor;
  const events: OutboxEvent[] = [];
  for (const event of seen) {
    if (event.id !== id + 1 && event.id > overdue) break;
    id = event.id;
    events.push(event);
  }
  const last = seen.at(-1)?.id ?? 0;
  const looks = cursor.looks.filter((look) => look.id > id);
  const known = looks.some((look) => look.id >= last);
  return {
    cursor: { id, looks: last > id && !known ? [...looks, { id: last, at: now }] : looks },
    events,
  };
}
