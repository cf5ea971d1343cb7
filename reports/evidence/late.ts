import {
  addToBucket,
  emptyHistogram,
  type Histogram,
  merge,
} from '../../core/statistics/histogram.ts';
import { bucketValue } from '../../core/statistics/log-buckets.ts';
import type { RequestOutcome } from '../../core/statistics/histogram-line.ts';
import type { Period } from './period.ts';
import { type RequestTable, durations } from './request-table.ts';

/** Seconds after a period in which what was sent in it is looked for: engines wait a minute, unless told otherwise. */
const longest = 600;

/**
 * Durations of requests that were surely sent in a period and ended after it: what ended at t after d was sent at t - d.
 * They are known to a bucket, and when they ended to a slot, so that those are left out that may have been sent outside.
 */
export function late(
  table: RequestTable,
  names: readonly string[],
  outcomes: readonly RequestOutcome[],
  { from, to }: Period,
): Histogram {
  const found = emptyHistogram();
  const { slotSeconds, lastSecond = to } = table;
  for (let slot = to; slot <= Math.min(lastSecond, to + longest); slot += slotSeconds) {
    const ended = { from: slot, to: slot + slotSeconds };
    const histogram = durations(table, names, outcomes, [ended]);
    // Sent before the end, however late in the slot they ended; and not before the beginning, however early.
    const fewest = (ended.to - to) * 1e6;
    const most = (slot - from) * 1e6;
    if (histogram.max < fewest || histogram.min > most) continue;
    if (histogram.min >= fewest && histogram.max <= most) merge(found, histogram);
    else addBetween(found, histogram, fewest, most);
  }
  return found;
}

function addBetween(
  into: Histogram,
  { first, counts }: Histogram,
  low: number,
  high: number,
): void {
  for (const [index, count] of counts.entries()) {
    const micros = bucketValue(first + index);
    if (count === 0 || micros < low || micros > high) continue;
    addToBucket(into, first + index, count);
    into.n += count;
    into.sum += count * micros;
    into.min = Math.min(into.min, micros);
    into.max = Math.max(into.max, micros);
  }
}
