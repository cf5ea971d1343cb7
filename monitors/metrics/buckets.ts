import { addSample, addValue, emptySample, type Sample } from './statistics/sample.ts';

/** Buckets of a chunk: a chunk of minutes is an hour, one of seconds a minute. */
const size = 60;

/** Buckets that follow one another, and what all of them hold together. */
interface Chunk {
  readonly counts: Float64Array;
  readonly sums: Float64Array;
  readonly minima: Float64Array;
  readonly maxima: Float64Array;
  /** Of each bucket the different values, and how often each was seen; empty unless percentiles are asked for. */
  readonly values: Map<number, number>[];
  readonly total: Sample;
}

/**
 * The observations of one metric and unit, kept per minute (per second for high resolution). Memory grows with the hours in
 * which something was published, not with what was; a window of days is summed up from whole chunks.
 */
export interface Buckets {
  /** Milliseconds. */
  readonly resolution: number;
  readonly withValues: boolean;
  readonly chunks: Map<number, Chunk>;
  /** The chunk that was written last: the next observation mostly belongs to it. */
  latest: { readonly index: number; readonly chunk: Chunk } | undefined;
}

export function emptyBuckets(resolution: number, withValues: boolean): Buckets {
  return { resolution, withValues, chunks: new Map(), latest: undefined };
}

/** Adds a value that was seen `count` times, at a time in milliseconds since 1970. */
export function addToBuckets(buckets: Buckets, at: number, value: number, count: number): void {
  const bucket = Math.floor(at / buckets.resolution);
  const index = Math.floor(bucket / size);
  const chunk = chunkAt(buckets, index);
  const place = bucket - index * size;
  const { counts, sums, minima, maxima } = chunk;
  const first = counts[place] === 0;
  counts[place] = (counts[place] ?? 0) + count;
  sums[place] = (sums[place] ?? 0) + value * count;
  if (first || value < (minima[place] ?? value)) minima[place] = value;
  if (first || value > (maxima[place] ?? value)) maxima[place] = value;
  addValue(chunk.total, value, count);
  const values = chunk.values[place];
  if (values !== undefined) addToDistribution(values, value, count);
}

/**
 * Different values that a bucket keeps exactly; beyond, values are rounded to `roundedDigits`, so that a percentile is off
 * by at most 0.05 % and memory stays bounded however many observations come.
 */
export const exactValues = 4096;
const roundedDigits = 4;

function addToDistribution(values: Map<number, number>, value: number, count: number): void {
  const exact = values.size < exactValues || values.has(value);
  const kept = exact ? value : Number(value.toPrecision(roundedDigits));
  values.set(kept, (values.get(kept) ?? 0) + count);
}

function chunkAt(buckets: Buckets, index: number): Chunk {
  if (buckets.latest?.index === index) return buckets.latest.chunk;
  const chunk = buckets.chunks.get(index) ?? emptyChunk(buckets.withValues);
  buckets.chunks.set(index, chunk);
  buckets.latest = { index, chunk };
  return chunk;
}

function emptyChunk(withValues: boolean): Chunk {
  return {
    counts: new Float64Array(size),
    sums: new Float64Array(size),
    minima: new Float64Array(size),
    maxima: new Float64Array(size),
    values: withValues ? Array.from({ length: size }, () => new Map<number, number>()) : [],
    total: emptySample(false),
  };
}

/** Adds to `sample` what was observed from `start` until before `end`, both in milliseconds. */
export function collect(sample: Sample, buckets: Buckets, start: number, end: number): void {
  const last = Math.ceil(end / buckets.resolution);
  let bucket = Math.ceil(start / buckets.resolution);
  while (bucket < last) {
    const index = Math.floor(bucket / size);
    const from = index * size;
    const to = Math.min(last, from + size);
    const chunk = readChunk(buckets, index);
    if (chunk !== undefined) {
      const whole = bucket === from && to === from + size && sample.values === undefined;
      if (whole) addSample(sample, chunk.total);
      else
        for (let place = bucket - from; place < to - from; place += 1)
          addBucket(sample, chunk, place);
    }
    bucket = to;
  }
}

function readChunk({ latest, chunks }: Buckets, index: number): Chunk | undefined {
  return latest?.index === index ? latest.chunk : chunks.get(index);
}

function addBucket(sample: Sample, chunk: Chunk, place: number): void {
  const count = chunk.counts[place] ?? 0;
  if (count === 0) return;
  sample.count += count;
  sample.sum += chunk.sums[place] ?? 0;
  sample.minimum = Math.min(sample.minimum, chunk.minima[place] ?? Infinity);
  sample.maximum = Math.max(sample.maximum, chunk.maxima[place] ?? -Infinity);
  if (sample.values === undefined) return;
  for (const [value, times] of chunk.values[place] ?? [])
    sample.values.set(value, (sample.values.get(value) ?? 0) + times);
}
