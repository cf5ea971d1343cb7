import { groupBy } from '../../../core/group-by.ts';
import { mean } from '../../../core/statistics/sample.ts';
import type { SampleOf } from '../samples/sample.ts';
import type { Readers } from './readers.ts';

type Load = SampleOf<'load'>;

/** What the readers had to do, reader by reader; means over the time that each was looked at. */
export interface LoadFacts {
  readonly sessions: readonly number[];
  readonly queriesPerSecond: readonly number[];
  /** Cores; null where nobody tells. */
  readonly cpu: readonly (number | null)[];
  /** Share of all sessions, at all looks, that were there at the first look and still at the last. */
  readonly standing: number;
  /** Connections that there were for at least half of the time, and how many of them were hardly ever used. */
  readonly kept: number;
  readonly idle: number;
  /** Looks. */
  readonly looks: number;
}

/** A connection used in no more of the looks than this, or at one of them, lies idle. */
const hardlyEver = 0.05;

/** Undefined when no reader was looked at twice. */
export function loadOf(
  samples: readonly Load[],
  opened: readonly SampleOf<'opened'>[],
  closed: readonly SampleOf<'closed'>[],
  { ids }: Readers,
): LoadFacts | undefined {
  const byReader = groupBy(samples, ({ reader }) => reader);
  const all = ids.map((id) => byReader.get(id) ?? []);
  const looks = Math.max(...all.map((own) => own.length));
  if (looks < 2) return undefined;
  const ended = new Set(closed.map(keyOf));
  const stayed = opened.filter((one) => one.standing && !ended.has(keyOf(one)));
  const sessionLooks = samples.reduce((sum, { sessions }) => sum + sessions, 0);
  const stayedLooks = stayed.reduce(
    (sum, { reader }) => sum + (byReader.get(reader)?.length ?? 0),
    0,
  );
  const usage = usageOf(samples, opened, closed);
  return {
    sessions: all.map((own) => (own.length === 0 ? 0 : mean(own.map(({ sessions }) => sessions)))),
    queriesPerSecond: all.map(rateOf),
    cpu: all.map(cpuOf),
    standing: sessionLooks === 0 ? 0 : stayedLooks / sessionLooks,
    kept: usage.kept,
    idle: usage.idle,
    looks,
  };
}

function keyOf({ reader, id }: { readonly reader: string; readonly id: number }): string {
  return `${reader} ${id}`;
}

/** What a look itself asks is no client's. */
const ownPerLook = 2;

function rateOf(own: readonly Load[]): number {
  let queries = 0;
  for (const [place, { queriesTotal }] of own.entries()) {
    const before = own[place - 1];
    if (before !== undefined && queriesTotal >= before.queriesTotal)
      queries += Math.max(0, queriesTotal - before.queriesTotal - ownPerLook);
  }
  return queries / secondsOf(own);
}

function cpuOf(own: readonly Load[]): number | null {
  const told = own.flatMap(({ cpu }) => cpu ?? []);
  if (told.length > 0) return mean(told);
  const first = own[0]?.cpuSeconds;
  const last = own.at(-1)?.cpuSeconds;
  if (first === undefined || last === undefined || last < first) return null;
  return (last - first) / secondsOf(own);
}

function secondsOf(own: readonly Load[]): number {
  return Math.max(1e-3, ((own.at(-1)?.at ?? 0) - (own[0]?.at ?? 0)) / 1000);
}

/** How the connections that stay are used: a pool that takes the last one given back leaves the others idle. */
function usageOf(
  samples: readonly Load[],
  opened: readonly SampleOf<'opened'>[],
  closed: readonly SampleOf<'closed'>[],
): { readonly kept: number; readonly idle: number } {
  const uses = new Map<string, number>();
  for (const { reader, used } of samples)
    for (const id of used) {
      const key = keyOf({ reader, id });
      uses.set(key, (uses.get(key) ?? 0) + 1);
    }
  const from = samples[0]?.at ?? 0;
  const to = samples.at(-1)?.at ?? 0;
  const closedAt = new Map(closed.map((one) => [keyOf(one), one.at]));
  const perReader = samples.length / Math.max(1, new Set(samples.map(({ reader }) => reader)).size);
  const kept = opened.flatMap((one) => {
    const lived = (closedAt.get(keyOf(one)) ?? to) - Math.max(from, one.at);
    if (lived < (to - from) / 2) return [];
    const looks = (lived / Math.max(1, to - from)) * perReader;
    // At the look at which it is first seen, it has just been opened.
    return [(uses.get(keyOf(one)) ?? 0) <= Math.max(1, hardlyEver * looks)];
  });
  return { kept: kept.length, idle: kept.filter(Boolean).length };
}
