import { balanceOf, peakToAverage } from '../../../core/statistics/balance/indices.ts';
import { mean } from '../../../core/statistics/sample.ts';
import type { Piece, Placement } from '../policies/policy.ts';
import type { Trace } from '../trace/trace.ts';

/** How even a placement is, and what it costs. Indices are as in core/statistics/balance/indices.ts. */
export interface Indices {
  /** Share of the time of all sessions, reader by reader. Work is the time in which they were in use. */
  readonly sessions: readonly number[];
  readonly peakToAverage: number;
  readonly gini: number;
  readonly workPeakToAverage: number;
  /** Mean of the peak to average of the work in each short while: what rotates is even in the end and never before. */
  readonly momentary: number;
  readonly opened: number;
}

/** A short while, and the most of them. */
const blockMs = 10_000;
const mostBlocks = 120;

export function indicesOf(trace: Trace, { pieces, work = pieces, opened }: Placement): Indices {
  const sessions = timesOf(trace, pieces, () => 1);
  const used = timesOf(trace, work, ({ busy }) => busy);
  const moments = momentsOf(trace, work).flatMap((loads) => peakToAverage(loads) ?? []);
  return {
    sessions: sharesOf(sessions),
    peakToAverage: peakToAverage(sessions) ?? 1,
    gini: balanceOf(sessions)?.gini ?? 0,
    workPeakToAverage: peakToAverage(used) ?? 1,
    momentary: moments.length === 0 ? 1 : mean(moments),
    opened,
  };
}

/** Milliseconds of each reader, each piece counted by its weight. */
export function timesOf(
  { readers }: Pick<Trace, 'readers'>,
  pieces: readonly Piece[],
  weightOf: (piece: Piece) => number,
): number[] {
  const times = readers.map(() => 0);
  for (const piece of pieces)
    times[piece.reader] = (times[piece.reader] ?? 0) + (piece.to - piece.from) * weightOf(piece);
  return times;
}

function sharesOf(times: readonly number[]): number[] {
  const total = times.reduce((sum, time) => sum + time, 0);
  return times.map((time) => (total > 0 ? time / total : 1 / times.length));
}

/** Work of each reader in each block: what a piece adds to the first and last block it is in, and to all between. */
function momentsOf({ readers, from, to }: Trace, work: readonly Piece[]): number[][] {
  const blocks = Math.min(mostBlocks, Math.max(1, Math.floor((to - from) / blockMs)));
  const length = Math.max(1, (to - from) / blocks);
  const whole = readers.map(() => Array.from({ length: blocks + 1 }, () => 0));
  const part = readers.map(() => Array.from({ length: blocks }, () => 0));
  for (const { reader, from: begin, to: end, busy } of work) {
    const first = Math.min(blocks - 1, Math.floor((begin - from) / length));
    const last = Math.min(blocks - 1, Math.floor((end - from) / length));
    const [parts, wholes] = [part[reader], whole[reader]];
    if (parts === undefined || wholes === undefined) continue;
    if (first === last) parts[first] = (parts[first] ?? 0) + (end - begin) * busy;
    else {
      parts[first] = (parts[first] ?? 0) + (from + (first + 1) * length - begin) * busy;
      parts[last] = (parts[last] ?? 0) + (end - from - last * length) * busy;
      wholes[first + 1] = (wholes[first + 1] ?? 0) + length * busy;
      wholes[last] = (wholes[last] ?? 0) - length * busy;
    }
  }
  const sums = readers.map(() => 0);
  return Array.from({ length: blocks }, (_, block) =>
    readers.map((_reader, nth) => {
      sums[nth] = (sums[nth] ?? 0) + (whole[nth]?.[block] ?? 0);
      return Math.max(0, (sums[nth] ?? 0) + (part[nth]?.[block] ?? 0));
    }),
  );
}
