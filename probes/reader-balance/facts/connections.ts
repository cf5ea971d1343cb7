import { groupBy } from '../../../core/group-by.ts';
import type { Random } from '../../../core/seeded-random.ts';
import { binomialUpper } from '../../../core/statistics/distributions/binomial.ts';
import { type HeldAnswers, heldAnswers } from '../../../core/statistics/windows/held-answers.ts';
import { relabeling } from '../../../core/statistics/windows/relabeling.ts';
import type { SampleOf } from '../samples/sample.ts';
import type { Readers } from './readers.ts';

type Opened = SampleOf<'opened'>;

/** Which readers the clients' new connections reached. */
export interface ConnectionFacts {
  /** Connections per reader, window by window. */
  readonly windows: readonly (readonly number[])[];
  readonly counts: readonly number[];
  /** Windows of one size that would tell as much: (sum m)^2 / sum m^2. Source: L. Kish, Survey Sampling, 1965. */
  readonly effectiveWindows: number;
  /** P-value that no reader is preferred; absent where the readers' fair shares differ. */
  readonly p?: number;
  /** The client that stays with its reader most, over its windows; p is corrected for the number of clients. */
  readonly held?: HeldAnswers & { readonly client: string };
  /** Windows of clients that reached a reader of their own zone, where zones are known. */
  readonly zones?: { readonly same: number; readonly of: number; readonly p: number };
}

/** A client's connections that may have shared one answer: those opened within a time to live of the first. */
interface ClientWindow {
  readonly client: string;
  readonly from: number;
  readonly counts: readonly number[];
  /** The reader of its first connections, or of most of them. */
  readonly answer: number;
}

/** Undefined when clients opened none. */
export function connectionsOf(
  opened: readonly Opened[],
  clients: readonly SampleOf<'client'>[],
  { readers, windowSeconds }: { readonly readers: Readers; readonly windowSeconds: number },
  random: Random,
): ConnectionFacts | undefined {
  const fresh = opened.filter(({ standing }) => !standing).toSorted((a, b) => a.at - b.at);
  const ms = windowSeconds * 1000;
  const byClient = [...groupBy(fresh, ({ client }) => client).values()].map((own) =>
    windowsOf(own, readers.ids, ms),
  );
  const windows = sharedWindows(byClient.flat(), ms);
  const counts = readers.ids.map((_, reader) =>
    windows.reduce((sum, window) => sum + (window[reader] ?? 0), 0),
  );
  const sizes = windows.map((window) => window.reduce((sum, count) => sum + count, 0));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total === 0) return undefined;
  const held = stickiest(byClient, readers.expected);
  const zones = sameZone(byClient.flat(), clients, readers);
  return {
    windows,
    counts,
    effectiveWindows: total ** 2 / sizes.reduce((sum, size) => sum + size ** 2, 0),
    ...(readers.expected.every((share) => share === readers.expected[0])
      ? { p: relabeling(windows, random).p }
      : {}),
    ...(held === undefined ? {} : { held }),
    ...(zones === undefined ? {} : { zones }),
  };
}

function windowsOf(opened: readonly Opened[], ids: readonly string[], ms: number): ClientWindow[] {
  const groups: Opened[][] = [];
  for (const one of opened) {
    const group = groups.at(-1);
    if (group?.[0] !== undefined && one.at < group[0].at + ms) group.push(one);
    else groups.push([one]);
  }
  return groups.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const atFirst = countsOf(
      group.filter(({ at }) => at === first.at),
      ids,
    );
    const counts = countsOf(group, ids);
    if (Math.max(...counts) === 0) return [];
    return [
      {
        client: first.client,
        from: first.at,
        counts,
        answer: atFirst.indexOf(Math.max(...atFirst)),
      },
    ];
  });
}

function countsOf(opened: readonly Opened[], ids: readonly string[]): number[] {
  return ids.map((id) => opened.filter(({ reader }) => reader === id).length);
}

/** Clients' windows that began within one time to live of the first are one, as a resolver may serve them all. */
function sharedWindows(all: readonly ClientWindow[], ms: number): number[][] {
  const windows: { readonly from: number; readonly counts: number[] }[] = [];
  for (const { from, counts } of all.toSorted((a, b) => a.from - b.from)) {
    const last = windows.at(-1);
    if (last !== undefined && from < last.from + ms)
      for (const [reader, count] of counts.entries())
        last.counts[reader] = (last.counts[reader] ?? 0) + count;
    else windows.push({ from, counts: [...counts] });
  }
  return windows.map(({ counts }) => counts);
}

function stickiest(
  byClient: readonly (readonly ClientWindow[])[],
  expected: readonly number[],
): ConnectionFacts['held'] {
  const all = byClient
    .filter((windows) => windows.length > 1)
    .map((windows) => ({
      client: windows[0]?.client ?? '',
      ...heldAnswers(
        windows.map(({ answer }) => answer),
        expected,
      ),
    }));
  const [worst] = all.toSorted((a, b) => a.p - b.p);
  return worst === undefined ? undefined : { ...worst, p: Math.min(1, worst.p * all.length) };
}

/** Whether clients reach readers of their own zone more often than the readers' shares say. */
function sameZone(
  windows: readonly ClientWindow[],
  clients: readonly SampleOf<'client'>[],
  { ids, zones, expected }: Readers,
): ConnectionFacts['zones'] {
  const zoneOf = new Map(clients.map(({ host, zone }) => [host, zone]));
  const known = windows.flatMap(({ client, answer }) => {
    const own = zoneOf.get(client.slice(client.lastIndexOf('@') + 1));
    const reached = zones.get(ids[answer] ?? '');
    if (own === undefined || reached === undefined) return [];
    const chance = expected.reduce(
      (sum, share, reader) => sum + (zones.get(ids[reader] ?? '') === own ? share : 0),
      0,
    );
    return [{ isSame: own === reached, chance }];
  });
  const chance = known.reduce((sum, one) => sum + one.chance, 0) / known.length;
  if (known.length === 0 || chance <= 0 || chance >= 1) return undefined;
  const same = known.filter(({ isSame }) => isSame).length;
  return { same, of: known.length, p: binomialUpper(same, known.length, chance) };
}
