import { present } from './present.ts';

/** Requests under way at a time: AWS's control planes allow some ten a second. */
const limit = 8;

/**
 * `work` of every item, a few at a time, in the order of the items, without those that are gone by then. The first
 * failure ends it.
 */
export async function mapPresent<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Map<number, R>();
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [at, item] of queue) {
      const result = await present(work(item));
      if (result !== undefined) results.set(at, result);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return [...results].toSorted(([a], [b]) => a - b).map(([, result]) => result);
}
