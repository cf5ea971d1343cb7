/** Records of one second, of several files. */
export interface Second<T> {
  readonly t: number;
  /** With the number of the file that each is of. */
  readonly records: readonly { readonly nth: number; readonly record: T }[];
}

/**
 * Records of several files in order of their seconds, in constant memory. Each file is taken to be in order; a record that is
 * late comes as a second of its own, once more.
 */
export async function* bySecond<T extends { readonly t: number }>(
  files: readonly AsyncIterable<T>[],
): AsyncGenerator<Second<T>, void, undefined> {
  const heads = await Promise.all(
    files.map(async (file, nth) => {
      const iterator = file[Symbol.asyncIterator]();
      return { nth, iterator, next: await iterator.next() };
    }),
  );
  for (;;) {
    const open = heads.flatMap(({ next }) => (next.done === true ? [] : [next.value.t]));
    if (open.length === 0) return;
    const t = open.reduce((least, one) => Math.min(least, one));
    const records: { nth: number; record: T }[] = [];
    for (const head of heads) {
      while (head.next.done !== true && head.next.value.t === t) {
        records.push({ nth: head.nth, record: head.next.value });
        // oxlint-disable-next-line no-await-in-loop -- one record after the other
        head.next = await head.iterator.next();
      }
    }
    yield { t, records };
  }
}
