import { createReadStream } from 'node:fs';
import { hasCode } from '../../core/errors.ts';
import { parseAccessLogLine } from '../../core/formats/alb-access-log.ts';
import { linesOf } from '../../core/lines.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { type Histogram, add, emptyHistogram } from '../../core/statistics/histogram.ts';

const newline = 10;

/** Requests that the load balancer sent to each target: address, then slot index, then count. */
export type TargetCounts = Map<string, Map<number, number>>;

/** What the load balancer's access log tells. */
export interface AccessLog {
  readonly targets: TargetCounts;
  /** `target_processing_time` in microseconds by slot index: how long the system took, seen from beside it. */
  readonly targetTimes: Map<number, Histogram>;
}

/**
 * Counts ALB access log lines by target, and their target times, by slot of `slotSeconds` since `origin` (seconds since
 * 1970). Lines that have no target, such as those of refused connections, and lines that are not whole are left out.
 */
export async function readAccessLog(
  folder: string,
  origin: number,
  slotSeconds: number,
  told: {
    /** The second of each line. */
    readonly onLine?: (second: number) => void;
    /** That the last line has no end, as it is after a crash. */
    readonly onTruncated?: () => void;
  } = {},
): Promise<AccessLog> {
  const log: AccessLog = { targets: new Map(), targetTimes: new Map() };
  const secondOf = cachedSeconds();
  const stream = createReadStream(runFile(folder, 'accessLog'), { highWaterMark: 1 << 20 });
  try {
    for await (const line of linesOf(watchEnd(stream, told.onTruncated))) {
      const entry = parseAccessLogLine(line);
      if (entry === undefined) continue;
      const second = secondOf(entry.time.slice(0, 19));
      told.onLine?.(second);
      if (entry.target !== undefined && Number.isFinite(second))
        count(log, entry.target, Math.floor((second - origin) / slotSeconds), entry.targetSeconds);
    }
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return log;
    throw error;
  }
  return log;
}

async function* watchEnd(
  stream: AsyncIterable<Buffer>,
  onTruncated: () => void = () => undefined,
): AsyncGenerator<Buffer> {
  let last: number | undefined;
  for await (const chunk of stream) {
    last = chunk.at(-1) ?? last;
    yield chunk;
  }
  if (last !== undefined && last !== newline) onTruncated();
}

function count(
  { targets, targetTimes }: AccessLog,
  target: string,
  slot: number,
  seconds: number | undefined,
): void {
  let slots = targets.get(target);
  if (slots === undefined) targets.set(target, (slots = new Map<number, number>()));
  slots.set(slot, (slots.get(slot) ?? 0) + 1);
  if (seconds === undefined) return;
  let times = targetTimes.get(slot);
  if (times === undefined) targetTimes.set(slot, (times = emptyHistogram()));
  add(times, Math.round(seconds * 1e6));
}

/** Reads `2026-07-02T22:23:00`, UTC, remembering the last one: log lines come many to a second. */
function cachedSeconds(): (time: string) => number {
  let known = '';
  let second = Number.NaN;
  return (time) => {
    if (time !== known) {
      known = time;
      second = Date.parse(`${time}Z`) / 1000;
    }
    return second;
  };
}
