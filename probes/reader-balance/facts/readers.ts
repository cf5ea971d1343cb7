import { groupBy } from '../../../core/group-by.ts';
import { equalShares } from '../../../core/statistics/windows/chi-square.ts';
import type { Sample, SampleOf } from '../samples/sample.ts';

/** Who the readers are, and what each of them ought to get. */
export interface Readers {
  readonly ids: readonly string[];
  readonly hosts: readonly string[];
  /** By id, as far as they are known. */
  readonly zones: ReadonlyMap<string, string>;
  /** Shares that the target gives, where it tells and they differ. */
  readonly configured: readonly number[] | undefined;
  /** Fair shares, adding up to 1; equal unless the user gave weights. */
  readonly expected: readonly number[];
  readonly writerHost: string | undefined;
  /** When each began, milliseconds since 1970, by its uptime. */
  readonly startedAt: readonly (number | undefined)[];
  /** Since when they are these: what was seen before is about others. */
  readonly since: number;
}

/** The samples of one kind. */
export function only<K extends Sample['kind']>(samples: readonly Sample[], kind: K): SampleOf<K>[] {
  return samples.filter((sample): sample is SampleOf<K> => sample.kind === kind);
}

/** Those that are readers at the end: all instances are told of at once, each time that something changes. */
export function readersOf(
  samples: readonly Sample[],
  weights: ReadonlyMap<string, number>,
): Readers {
  const told = only(samples, 'reader');
  const last = told.at(-1)?.at ?? 0;
  const all = told.filter(({ at }) => at === last);
  const readers = all.filter(({ role }) => role === 'reader');
  const given = readers.map(({ weight }) => weight ?? 1);
  const differ = given.some((weight) => weight !== given[0]);
  const uptimes = new Map(
    only(samples, 'load').map(({ reader, at, uptimeSeconds }) => [
      reader,
      at - uptimeSeconds * 1000,
    ]),
  );
  const startedAt = readers.map(({ id }) => uptimes.get(id));
  return {
    ids: readers.map(({ id }) => id),
    hosts: readers.map(({ host }) => host),
    zones: new Map(readers.flatMap(({ id, zone }) => (zone === undefined ? [] : [[id, zone]]))),
    configured: differ ? asShares(given) : undefined,
    expected:
      weights.size === 0
        ? equalShares(readers.length)
        : asShares(readers.map(({ id }) => weights.get(id) ?? 1)),
    writerHost: all.find(({ role }) => role === 'writer')?.host,
    startedAt,
    since: Math.max(changedAt(told), ...startedAt.map((at) => at ?? 0)),
  };
}

/** When they became what they are at the end; 0 where they were so from the first look on. */
function changedAt(told: readonly SampleOf<'reader'>[]): number {
  const looks = [...groupBy(told, ({ at }) => at)].map(([at, nodes]) => ({
    at,
    nodes: JSON.stringify(nodes.map(({ id, host, role, weight = 1 }) => [id, host, role, weight])),
  }));
  const before = looks.findLastIndex(({ nodes }) => nodes !== looks.at(-1)?.nodes);
  return before === -1 ? 0 : (looks[before + 1]?.at ?? 0);
}

/** Shares of a whole; equal ones where the whole is nothing. */
export function asShares(values: readonly number[]): number[] {
  const total = values.reduce((sum, value) => sum + value, 0);
  return total > 0 ? values.map((value) => value / total) : equalShares(values.length);
}

/** How many times its fair share the reader with most of it has; undefined without any load. */
export function worstRatio(
  values: readonly number[],
  expected: readonly number[],
): { readonly reader: number; readonly ratio: number } | undefined {
  const total = values.reduce((sum, value) => sum + value, 0);
  if (total <= 0) return undefined;
  const ratios = values.map((value, reader) => value / total / (expected[reader] ?? 1));
  const ratio = Math.max(...ratios);
  return { reader: ratios.indexOf(ratio), ratio };
}
