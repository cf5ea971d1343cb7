/**
 * The buckets of a histogram: bucket i holds the whole microseconds in (gamma^(i-1), gamma^i], so 1 is in bucket 0 and
 * an hour in bucket 2,200. Zero has a bucket of its own.
 */

/** How far, relatively, the value told of a bucket is from any value in it. */
export const relativeAccuracy = 0.005;
export const gamma = (1 + relativeAccuracy) / (1 - relativeAccuracy);
export const zeroBucket = -1;

const perLog = 1 / Math.log(gamma);

/** Most durations are under 65 ms; looking their bucket up takes a third of the time of a logarithm. */
const small = Uint16Array.from({ length: 65_536 }, (_, micros) =>
  micros === 0 ? 0 : byLogarithm(micros),
);

/** Bucket of a whole number of microseconds from 1 to 2^53. */
export function bucketOf(micros: number): number {
  return small[micros] ?? byLogarithm(micros);
}

/** The value, in microseconds, that is relatively nearest to all of a bucket: 2 gamma^i / (gamma + 1). */
export function bucketValue(bucket: number): number {
  return bucket === zeroBucket ? 0 : (2 * gamma ** bucket) / (gamma + 1);
}

function byLogarithm(micros: number): number {
  // No power of gamma but 1 is whole, so that rounding of the logarithm can only matter at 1, where it is exact.
  return Math.ceil(Math.log(micros) * perLog);
}
