/** Remembers what was computed for recent keys; older ones are computed again. */
export interface Recent<T> {
  readonly get: (key: number) => T | undefined;
  readonly set: (key: number, value: T) => void;
}

/** Keeps the latest `size` keys, and up to as many more. Two maps by turns, since a Map is slow at losing its first keys. */
export function createRecent<T>(size: number): Recent<T> {
  let young = new Map<number, T>();
  let old = new Map<number, T>();
  return {
    get: (key) => young.get(key) ?? old.get(key),
    set(key, value) {
      if (young.size >= size) {
        old = young;
        young = new Map();
      }
      young.set(key, value);
    },
  };
}
