import { addSample, addValue, emptySample, type Sample } from './statistics/sample.ts';

const hour = 3_600_000;

/**
 * The observations of one metric and unit, kept per minute (per second for high resolution), and summed up per hour so that
 * a window of days takes few steps. Memory grows with the minutes in which something was published, not with what was.
 */
export interface Buckets {
  /** Milliseconds. */
  readonly resolution: number;
  readonly withValues: boolean;
  readonly fine: Map<number, Sample>;
  readonly hours: Map<number, Sample>;
}

export function emptyBuckets(resolution: number, withValues: boolean): Buckets {
  return { resolution, withValues, fine: new Map(), hours: new Map() };
}

/** Adds a value that was seen `count` times, at a time in milliseconds since 1970. */
export function addToBuckets(buckets: Buckets, at: number, value: number, count: number): void {
  const { fine, hours, resolution, withValues } = buckets;
  addValue(sampleAt(fine, Math.floor(at / resolution), withValues), value, count);
  addValue(sampleAt(hours, Math.floor(at / hour), false), value, count);
}

function sampleAt(samples: Map<number, Sample>, index: number, withValues: boolean): Sample {
  const known = samples.get(index);
  if (known !== undefined) return known;
  const sample = emptySample(withValues);
  samples.set(index, sample);
  return sample;
}

/** Adds to `sample` what was observed from `start` until before `end`, both in milliseconds. */
export function collect(sample: Sample, buckets: Buckets, start: number, end: number): void {
  const wholeHours = sample.values === undefined;
  let at = Math.ceil(start / buckets.resolution) * buckets.resolution;
  while (at < end) {
    const useHour = wholeHours && at % hour === 0 && at + hour <= end;
    const step = useHour ? hour : buckets.resolution;
    const found = (useHour ? buckets.hours : buckets.fine).get(at / step);
    if (found !== undefined) addSample(sample, found);
    at += step;
  }
}
