import { type Histogram, addLine, emptyHistogram } from '../../core/statistics/histogram.ts';
import type { TrendLine } from '../../core/statistics/histogram-line.ts';
import type { RunIdentity } from './comparability.ts';

/** One run as comparisons see it: the durations of answered requests of the load, slot by slot. */
export interface RunBlocks {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly identity: RunIdentity;
  /** First slot of what is compared, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** Seconds of each slot: one, or more in a run of hours. */
  readonly slotSeconds: number;
  /** Lines of each request name, with slots for seconds; there may be several of a slot. */
  readonly requests: ReadonlyMap<string, readonly TrendLine[]>;
}

/** Durations by request name in one block of time. */
export type Block = ReadonlyMap<string, Histogram>;

/** Two blocks that were played one after the other, in random order, so that both saw the same machine. */
export interface BlockPair {
  readonly base: Block;
  readonly new: Block;
}

/** A whole run as one block. */
export function blockOf({ requests }: RunBlocks): Block {
  return new Map([...requests].map(([name, lines]) => [name, pooled(lines)]));
}

/** How many seconds of a run are compared. */
export function secondsOf({ from, to, slotSeconds }: RunBlocks): number {
  return (to - from) * slotSeconds;
}

/** All of a name's lines in one histogram. */
export function pooled(lines: readonly TrendLine[]): Histogram {
  const histogram = emptyHistogram();
  for (const line of lines) addLine(histogram, line);
  return histogram;
}
