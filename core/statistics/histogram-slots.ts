import { type Histogram, addToBucket, clear, emptyHistogram, toLine } from './histogram.ts';

/**
 * Histograms of slots of time, packed as soon as another slot is begun: 56 bytes for each and 4 for each bucket that
 * counts something, where a histogram that can be added to takes thousands. Slots are whole numbers.
 */
export interface HistogramSlots {
  /** The histogram of this slot to add to, good until the next call; fastest where slots come in order. */
  readonly at: (slot: number) => Histogram;
  /** Adds what slots from `first` to just before `end` hold. */
  readonly mergeInto: (into: Histogram, first: number, end: number) => void;
  /** How many values slots from `first` to just before `end` hold. */
  readonly count: (first: number, end: number) => number;
}

/** Numbers of a row: slot, n, sum, min, max, and where its pairs begin and end. A slot may have several rows. */
const width = 7;
/** Bits of a pair that are its count; above them is one more than its bucket, which is less than 4,096. */
const countBits = 20;
const mostInPair = (1 << countBits) - 1;

export function histogramSlots(): HistogramSlots {
  let rows = new Float64Array(4 * width);
  let length = 0;
  let pairs = new Uint32Array(16);
  let used = 0;
  let inOrder = true;
  let openSlot = Number.NaN;
  const open = emptyHistogram();

  const slotOf = (row: number): number => rows[row * width] ?? Infinity;
  const pack = (): void => {
    if (open.n === 0) return;
    const from = used;
    const { n, sum, min, max, b } = toLine(open, { t: openSlot, name: '' });
    for (const [bucket, count] of b) {
      for (let left = count; left > 0; left -= mostInPair) {
        if (used === pairs.length) pairs = copied(pairs, new Uint32Array(larger(used)));
        pairs[used] = ((bucket + 1) << countBits) | Math.min(left, mostInPair);
        used += 1;
      }
    }
    if (rows.length === length * width)
      rows = copied(rows, new Float64Array(larger(length) * width));
    rows.set([openSlot, n, sum, min, max, from, used], length * width);
    inOrder &&= length === 0 || slotOf(length - 1) <= openSlot;
    length += 1;
    clear(open);
  };
  /** The rows of some slots, all packed and in order. */
  const rowsOf = (first: number, end: number): [from: number, to: number] => {
    pack();
    if (!inOrder) rows = sorted(rows, length);
    inOrder = true;
    return [lowerBound(slotOf, length, first), lowerBound(slotOf, length, end)];
  };
  return {
    at: (slot) => {
      if (slot !== openSlot) pack();
      openSlot = slot;
      return open;
    },
    mergeInto: (into, first, end) => {
      const [begin, stop] = rowsOf(first, end);
      for (let row = begin; row < stop; row += 1) {
        const at = row * width;
        into.n += rows[at + 1] ?? 0;
        into.sum += rows[at + 2] ?? 0;
        into.min = Math.min(into.min, rows[at + 3] ?? Infinity);
        into.max = Math.max(into.max, rows[at + 4] ?? -Infinity);
        const to = rows[at + 6] ?? 0;
        for (let index = rows[at + 5] ?? to; index < to; index += 1) {
          const pair = pairs[index] ?? 0;
          addToBucket(into, (pair >>> countBits) - 1, pair & mostInPair);
        }
      }
    },
    count: (first, end) => {
      const [begin, stop] = rowsOf(first, end);
      let count = 0;
      for (let row = begin; row < stop; row += 1) count += rows[row * width + 1] ?? 0;
      return count;
    },
  };
}

/** Room for more: a quarter, so that little of it stays unused. */
function larger(count: number): number {
  return Math.ceil(1.25 * count);
}

function copied<T extends Float64Array | Uint32Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

function sorted(rows: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const slotOf = (row: number): number => rows[row * width] ?? 0;
  const order = Array.from({ length }, (_, row) => row).toSorted((a, b) => slotOf(a) - slotOf(b));
  const into = new Float64Array(rows.length);
  for (const [row, from] of order.entries())
    into.set(rows.subarray(from * width, (from + 1) * width), row * width);
  return into;
}

/** The first row whose slot is not before `slot`; `length` where there is none. */
function lowerBound(slotOf: (row: number) => number, length: number, slot: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (slotOf(middle) < slot) low = middle + 1;
    else high = middle;
  }
  return low;
}
