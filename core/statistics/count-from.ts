import type { Histogram } from './histogram.ts';
import { bucketOf, bucketValue } from './log-buckets.ts';

/**
 * How many values are `micros` or longer. As exact as `quantile`, whose estimates it counts: the exact count of the
 * values from some duration on that is at most 0.5 % away from `micros`.
 * @param micros duration in microseconds, above 0
 */
export function countFrom(histogram: Histogram, micros: number): number {
  const { n, min, max, first, counts } = histogram;
  if (n === 0 || max < micros) return 0;
  if (min >= micros) return n;
  const bucket = bucketOf(Math.ceil(micros));
  const from = (bucketValue(bucket) >= micros ? bucket : bucket + 1) - first;
  let count = 0;
  for (let index = Math.max(0, from); index < counts.length; index += 1)
    count += counts[index] ?? 0;
  // What is shown as longest is known to be as long, even where its bucket's value is a little shorter.
  return Math.max(1, count);
}
