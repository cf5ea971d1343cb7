import { type Sample, only } from '../samples/sample.ts';

/** Sessions and queries of every reader at a moment. */
export interface Moment {
  readonly at: number;
  /** By reader, in the order asked for; readers that are not there have none. */
  readonly sessions: readonly number[];
  /** Queries a second since the look before; null where there was none. */
  readonly queries: readonly (number | null)[];
}

/** What a look itself asks is no client's. */
const ownPerLook = 2;

/** Every round of looks, at its last; a reader that was not looked at in a round has nothing. */
export function momentsOf(samples: readonly Sample[], ids: readonly string[]): Moment[] {
  const before = new Map<string, { readonly at: number; readonly total: number }>();
  const moments: Moment[] = [];
  let round = new Map<string, { readonly at: number; open: number; queries: number | null }>();
  const close = (): void => {
    if (round.size === 0) return;
    const looks = ids.map((id) => round.get(id));
    moments.push({
      at: Math.max(...looks.map((look) => look?.at ?? 0)),
      sessions: looks.map((look) => look?.open ?? 0),
      queries: looks.map((look) => look?.queries ?? null),
    });
    round = new Map();
  };
  for (const { reader, at, sessions: open, queriesTotal } of only(samples, 'load')) {
    if (!ids.includes(reader)) continue;
    const last = before.get(reader);
    before.set(reader, { at, total: queriesTotal });
    const queries =
      last === undefined || queriesTotal < last.total || at <= last.at
        ? null
        : (Math.max(0, queriesTotal - last.total - ownPerLook) / (at - last.at)) * 1000;
    if (round.has(reader)) close();
    round.set(reader, { at, open, queries });
  }
  close();
  return moments;
}

/** The share of one reader; undefined where there is too little to be shared. */
export function shareOf(
  values: readonly (number | null)[],
  place: number,
  least: number,
): number | undefined {
  let total = 0;
  for (const value of values) total += value ?? 0;
  return total < least ? undefined : (values[place] ?? 0) / total;
}

/** Sessions fewer than these are spread by no rule. */
export const leastSessions = 4;
/** A share counts as reached when so many looks in a row show it. */
const looksInRow = 3;

/** Milliseconds from `since` until a reader had this share of the sessions, and kept it; undefined where it never had. */
export function timeToShare(
  moments: readonly Moment[],
  {
    place,
    share,
    since,
  }: { readonly place: number; readonly share: number; readonly since: number },
): number | undefined {
  let row = 0;
  for (const [nth, { at, sessions }] of moments.entries()) {
    const own = at < since ? undefined : shareOf(sessions, place, leastSessions);
    row = own !== undefined && own >= share - 1e-9 ? row + 1 : 0;
    if (row === looksInRow) return (moments[nth - looksInRow + 1]?.at ?? at) - since;
  }
  return undefined;
}

/** Of the sessions open at `until`, the share that was opened before `since`. */
export function olderThan(
  samples: readonly Sample[],
  since: number,
  until: number,
): number | undefined {
  const open = new Map<string, number>();
  for (const sample of samples) {
    if (sample.at > until) continue;
    if (sample.kind === 'opened') open.set(`${sample.reader} ${sample.id}`, sample.at);
    if (sample.kind === 'closed') open.delete(`${sample.reader} ${sample.id}`);
  }
  if (open.size < leastSessions) return undefined;
  return [...open.values()].filter((at) => at < since).length / open.size;
}
