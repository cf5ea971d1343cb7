/** What is made of records as they come, however many at a time: of a whole file, or of one that still grows. */
export interface Fold<R, V> {
  readonly add: (batch: readonly R[]) => void;
  /** What they came to so far; it may go on changing when more are added. */
  readonly value: () => V;
}

/** Keeps records as they are. */
export function listFold<R>(): Fold<R, readonly R[]> {
  const list: R[] = [];
  return {
    add: (batch) => {
      for (const record of batch) list.push(record);
    },
    value: () => list,
  };
}
