import { type Histogram, addLine, emptyHistogram } from '../../core/statistics/histogram.ts';
import type { HistogramLine, TrendLine } from '../../core/statistics/histogram-line.ts';
import type { RunIdentity } from './comparability.ts';

/** One run as comparisons see it: the durations of answered requests of the load, second by second. */
export interface RunBlocks {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly identity: RunIdentity;
  /** First second of what is compared, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** Lines of each request name; there may be several of a second. */
  readonly requests: ReadonlyMap<string, readonly TrendLine[]>;
}

/** Durations by request name in one block of time. */
export type Block = ReadonlyMap<string, Histogram>;

/** Two blocks that were played one after the other, in random order, so that both saw the same machine. */
export interface BlockPair {
  readonly base: Block;
  readonly new: Block;
}

/** What failed says nothing about how fast the system answers, and setup and teardown are no load. */
export function isCompared({ outcome, outside }: HistogramLine): boolean {
  return outcome !== 'failed' && outside === undefined;
}

/** The lines of answered requests in [from, to), by name. */
export function requestsOf(
  lines: Iterable<HistogramLine>,
  { from, to }: { readonly from: number; readonly to: number },
): Map<string, TrendLine[]> {
  const byName = new Map<string, TrendLine[]>();
  for (const line of lines) {
    if (!isCompared(line) || line.n === 0 || line.t < from || line.t >= to) continue;
    const list = byName.get(line.name);
    if (list === undefined) byName.set(line.name, [line]);
    else list.push(line);
  }
  return byName;
}

/** The block of the seconds in [from, to). */
export function blockOf(
  lines: Iterable<HistogramLine>,
  period: { readonly from: number; readonly to: number },
): Block {
  const block = new Map<string, Histogram>();
  for (const [name, list] of requestsOf(lines, period)) block.set(name, pooled(list));
  return block;
}

/** All of a name's lines in one histogram. */
export function pooled(lines: readonly TrendLine[]): Histogram {
  const histogram = emptyHistogram();
  for (const line of lines) addLine(histogram, line);
  return histogram;
}
