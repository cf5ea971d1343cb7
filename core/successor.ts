/** A reader that could take the writer's place. */
export interface Candidate {
  readonly name: string;
  readonly tier: number;
  /** Such as `db.r6g.2xlarge`. */
  readonly instanceClass: string;
  /** Sequence number of the newest transaction that it has. */
  readonly position: number;
}

const sizes = ['micro', 'small', 'medium', 'large'];

/** How large a class is among others of its family: by its size, e.g. `2xlarge` is 8 and `large` 3. */
export function classSize(instanceClass: string): number {
  const size = instanceClass.split('.')[2] ?? '';
  const named = sizes.indexOf(size);
  if (named !== -1) return named;
  const factor = /^(\d*)xlarge$/.exec(size)?.[1];
  return factor === undefined ? -1 : sizes.length - 1 + Number(factor === '' ? 1 : factor);
}

/**
 * Who is promoted: the lowest tier, then the largest class, then any; of those the one that has most, so that least has
 * to be fetched. Undefined without candidates.
 * Source: Amazon Aurora user guide, "High availability for Amazon Aurora", fault tolerance.
 */
export function chooseSuccessor<T extends Candidate>(candidates: readonly T[]): T | undefined {
  return candidates.toSorted(
    (a, b) =>
      a.tier - b.tier ||
      classSize(b.instanceClass) - classSize(a.instanceClass) ||
      b.position - a.position,
  )[0];
}
