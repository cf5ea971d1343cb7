import { type Sample, type SampleOf, only } from '../samples/sample.ts';
import type { Change, Changes } from './changes.ts';

/** What it cost that a reader left. */
export interface Leaving extends Change {
  /** Sessions of clients that were open on it at the last look. */
  readonly sessions: number;
  /** Our own clients that were on it, their errors, and how long until each of them read again; null where none did. */
  readonly clients: number;
  readonly errors: readonly string[];
  readonly awayMs: number | null;
  /** Answers to visitors shortly before and after, and how many of them were errors of the server. */
  readonly before: Answers;
  readonly after: Answers;
}

export interface Answers {
  readonly requests: number;
  readonly errors: number;
}

/** What counts as shortly before, and shortly after. */
export const aroundMs = 15_000;

export function leavingOf(samples: readonly Sample[], { left }: Changes): Leaving | undefined {
  if (left === undefined) return undefined;
  const { reader, at } = left;
  // Who left is seen a little later than it went.
  const from = at - aroundMs;
  const reads = only(samples, 'read').filter((read) => read.at >= from && read.at <= at + aroundMs);
  const broken = reads.filter(({ error }) => error !== undefined);
  const away = [...new Set(broken.map(({ client }) => client))].map((client) =>
    awayOf(reads.filter((read) => read.client === client)),
  );
  const load = only(samples, 'load').findLast((one) => one.reader === reader && one.at <= at);
  const answers = only(samples, 'answers');
  const going = broken[0]?.at ?? at;
  return {
    ...left,
    sessions: load?.sessions ?? 0,
    clients: new Set(reads.filter((read) => read.reader === reader).map(({ client }) => client))
      .size,
    errors: broken.map(({ error }) => error ?? ''),
    awayMs: away.includes(null) ? null : Math.max(0, ...away.map((ms) => ms ?? 0)),
    before: sumOf(answers, going - aroundMs, going),
    after: sumOf(answers, going, at + aroundMs),
  };
}

/** From a client's first error until it read again. */
function awayOf(reads: readonly SampleOf<'read'>[]): number | null {
  const first = reads.findIndex(({ error }) => error !== undefined);
  const again = reads.slice(first).find(({ error }) => error === undefined);
  return again === undefined ? null : again.at + again.ms - (reads[first]?.at ?? again.at);
}

function sumOf(answers: readonly SampleOf<'answers'>[], from: number, to: number): Answers {
  const own = answers.filter(({ at }) => at >= from - 1000 && at < to);
  return {
    requests: own.reduce((sum, { requests }) => sum + requests, 0),
    errors: own.reduce((sum, { errors }) => sum + errors, 0),
  };
}
