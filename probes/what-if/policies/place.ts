import type { Random } from '../../../core/seeded-random.ts';
import type { Session, Trace } from '../trace/trace.ts';
import type { Piece, Placement } from './policy.ts';

/** The readers at the moment of a choice. */
export interface Readers {
  /** Open connections of each. */
  readonly open: readonly number[];
  /** Connections of each, counted by the part of their time in which they are in use. */
  readonly load: readonly number[];
}

/** Chooses the reader of a connection that is opened now. */
export type Choose = (session: Session, now: Readers) => number;

/**
 * Plays a trace: each connection that was opened goes where it is chosen to, and stays as long as it stayed. Those that
 * stood when the trace began stay where they were, since no policy could have placed them.
 */
export function place(
  trace: Trace,
  choose: Choose,
  sessions: readonly Session[] = trace.sessions,
): Placement {
  const open = trace.readers.map(() => 0);
  const load = trace.readers.map(() => 0);
  const pieces: Piece[] = [];
  const ends = [...sessions.keys()].toSorted((a, b) => endOf(sessions, a) - endOf(sessions, b));
  let ended = 0;
  const readerOf: number[] = [];
  const change = (nth: number, by: number): void => {
    const reader = readerOf[nth];
    if (reader === undefined) return;
    open[reader] = (open[reader] ?? 0) + by;
    load[reader] = (load[reader] ?? 0) + by * (sessions[nth]?.busy ?? 0);
  };
  let opened = 0;
  for (const [nth, session] of sessions.entries()) {
    for (; endOf(sessions, ends[ended] ?? -1) < session.from; ended += 1)
      change(ends[ended] ?? -1, -1);
    const reader = session.standing ? session.reader : choose(session, { open, load });
    if (!session.standing) opened += 1;
    readerOf[nth] = reader;
    change(nth, 1);
    pieces.push({ reader, from: session.from, to: session.to, busy: session.busy });
  }
  return { pieces, opened };
}

function endOf(sessions: readonly Session[], nth: number): number {
  return sessions[nth]?.to ?? Number.POSITIVE_INFINITY;
}

/** The reader with the least of something; any of several. */
export function leastOf(values: readonly number[], random: Random): number {
  const least = Math.min(...values);
  const places = [...values.keys()].filter((place) => (values[place] ?? 0) <= least + 1e-9);
  return places[Math.floor(random() * places.length)] ?? 0;
}

/** Any reader, for as long as an answer may be kept: all that ask meanwhile share it. */
export function answers(trace: Trace, windowMs: number, random: Random): (at: number) => number {
  let until = Number.NEGATIVE_INFINITY;
  let reader = 0;
  return (at) => {
    if (at >= until) {
      reader = Math.floor(random() * trace.readers.length);
      until = at + windowMs;
    }
    return reader;
  };
}
