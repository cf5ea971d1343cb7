import type { Fold } from './fold.ts';

/** Samples that are told by numbers alone, packed: a day has a hundred thousand of them, and as objects they take ten times the memory. */
export interface Samples<T> extends Iterable<T> {
  readonly length: number;
}

/** What samples are packed into, and made of again. */
export interface SampleShape<T> {
  readonly numbersOf: (sample: T) => readonly number[];
  /** @param number the n-th of them */
  readonly sampleOf: (number: (n: number) => number) => T;
}

/** A sample, and what it is of. */
export interface SampleOf<T> {
  readonly of: string;
  readonly sample: T;
}

/** Packs the samples of records by what they are of; records that have none are left out. */
export function sampleFold<R, T>(
  shape: SampleShape<T>,
  sampleIn: (record: R) => SampleOf<T> | undefined,
): Fold<R, Map<string, Samples<T>>> {
  const stores = new Map<string, SampleStore<T>>();
  return {
    add: (batch) => {
      for (const record of batch) {
        const found = sampleIn(record);
        if (found === undefined) continue;
        const store = stores.get(found.of) ?? sampleStore(shape);
        if (store.length === 0) stores.set(found.of, store);
        store.add(found.sample);
      }
    },
    value: () => stores,
  };
}

interface SampleStore<T> extends Samples<T> {
  readonly add: (sample: T) => void;
}

export function sampleStore<T>({ numbersOf, sampleOf }: SampleShape<T>): SampleStore<T> {
  let numbers = new Float64Array(0);
  let used = 0;
  let width = 1;
  return {
    add: (sample) => {
      const own = numbersOf(sample);
      width = own.length;
      if (used + width > numbers.length) {
        const grown = new Float64Array(64 * width + Math.ceil(used / 4) + used);
        grown.set(numbers);
        numbers = grown;
      }
      numbers.set(own, used);
      used += width;
    },
    get length() {
      return used / width;
    },
    *[Symbol.iterator]() {
      for (let at = 0; at < used; at += width) yield sampleOf((n) => numbers[at + n] ?? Number.NaN);
    },
  };
}
