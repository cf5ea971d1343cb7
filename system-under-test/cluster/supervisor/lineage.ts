/**
 * Which nodes may follow the writer from where they are. Everybody's history is the same up to the moment of a promotion;
 * a node that has more than the first promotion that it missed has written something that nobody else has.
 */
export interface Lineage {
  /** A node became the writer, having transactions up to the one of this sequence number. */
  readonly promoted: (name: string, sequence: number) => void;
  /** A node follows the writer of now. */
  readonly joined: (name: string) => void;
  /** Whether a node follows the writer of now, as far as it was told. */
  readonly hasJoined: (name: string) => boolean;
  /** Its data were made anew, from before any promotion. */
  readonly renewed: (name: string) => void;
  /** The sequence number up to which a node's history is everybody's; undefined when no promotion was missed. */
  readonly sharedUpTo: (name: string) => number | undefined;
}

export function createLineage(): Lineage {
  const promotions: number[] = [];
  /** Promotions that a node has lived through. */
  const seen = new Map<string, number>();
  const following = new Set<string>();
  const joined = (name: string): void => {
    seen.set(name, promotions.length);
    following.add(name);
  };
  return {
    promoted: (name, sequence) => {
      promotions.push(sequence);
      following.clear();
      joined(name);
    },
    joined,
    hasJoined: (name) => following.has(name),
    renewed: (name) => {
      seen.set(name, promotions.length);
      following.delete(name);
    },
    sharedUpTo: (name) => promotions[seen.get(name) ?? 0],
  };
}
