import { groupBy } from '../../../core/group-by.ts';
import { type Sample, only } from '../samples/sample.ts';

/** A reader that came or went. */
export interface Change {
  readonly reader: string;
  /** When it was seen, milliseconds since 1970. */
  readonly at: number;
}

/** Which readers there were, and what became of them. */
export interface Changes {
  /** Those at the beginning. */
  readonly first: readonly string[];
  /** The first that joined, and the first that left after it, or at all where none joined. */
  readonly joined?: Change;
  readonly left?: Change;
}

export function changesOf(samples: readonly Sample[]): Changes {
  const readers = only(samples, 'reader').filter(({ role }) => role === 'reader');
  const groups = [...groupBy(readers, ({ at }) => at)].toSorted(([a], [b]) => a - b);
  const sets = groups.map(([at, all]) => ({ at, ids: all.map(({ id }) => id) }));
  const first = sets[0]?.ids ?? [];
  const steps = sets.slice(1).map(({ at, ids }, nth) => {
    const before = sets[nth]?.ids ?? [];
    return {
      at,
      came: ids.find((id) => !before.includes(id)),
      went: before.find((id) => !ids.includes(id)),
    };
  });
  const joined = steps.find(({ came }) => came !== undefined);
  const left = steps.find(
    ({ at, went }) => went !== undefined && (joined === undefined || at > joined.at),
  );
  return {
    first,
    ...(joined?.came === undefined ? {} : { joined: { reader: joined.came, at: joined.at } }),
    ...(left?.went === undefined ? {} : { left: { reader: left.went, at: left.at } }),
  };
}
