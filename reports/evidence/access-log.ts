import { hasCode } from '../../core/errors.ts';
import { accessLogScanner, secondsIn } from '../../core/formats/alb-access-log.ts';
import { lineBlocks, newline } from '../../core/line-blocks.ts';
import type { ReadPlace } from '../../core/run-folder/ndjson.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { add } from '../../core/statistics/histogram.ts';
import { type HistogramSlots, histogramSlots } from '../../core/statistics/histogram-slots.ts';

/** Requests that the load balancer sent to each target: address, then slot index, then count. */
export type TargetCounts = Map<string, Map<number, number>>;

/** What the load balancer's access log tells. */
export interface AccessLog {
  readonly targets: TargetCounts;
  /** `target_processing_time` in microseconds by slot index: how long the system took, seen from beside it. */
  readonly targetTimes: HistogramSlots;
}

interface AccessLogReader {
  readonly log: AccessLog;
  /** Reads the log, or what came since `place`. */
  readonly read: (place?: ReadPlace) => Promise<void>;
}

/**
 * Counts ALB access log lines by target, and their target times, by slot of `slotSeconds` since `origin` (seconds since
 * 1970). Lines that have no target, such as those of refused connections, and lines that are not whole are left out.
 */
export function accessLogReader(
  folder: string,
  origin: number,
  slotSeconds: number,
  told: {
    /** The second of each line. */
    readonly onLine?: (second: number) => void;
    /** That the last line has no end, as it is after a crash. */
    readonly onTruncated?: () => void;
  } = {},
): AccessLogReader {
  const log: AccessLog = { targets: new Map(), targetTimes: histogramSlots() };
  const secondOf = cachedSeconds();
  const { scan, textOf } = accessLogScanner();
  const readLine = (bytes: Buffer, from: number, to: number): void => {
    if (!scan(bytes, from, to)) return;
    const second = secondOf(textOf('time').slice(0, 19));
    told.onLine?.(second);
    const target = textOf('target');
    if (target === '-' || !Number.isFinite(second)) return;
    const slot = Math.floor((second - origin) / slotSeconds);
    count(log.targets, target, slot);
    const seconds = secondsIn(textOf('targetSeconds'));
    if (seconds !== undefined) add(log.targetTimes.at(slot), Math.round(seconds * 1e6));
  };
  const read = async (place?: ReadPlace): Promise<void> => {
    const path = runFile(folder, 'accessLog');
    for await (const block of lineBlocks(path, undefined, place?.byte)) {
      let from = 0;
      for (let to = block.indexOf(newline); to >= 0; to = block.indexOf(newline, from)) {
        readLine(block, from, to);
        from = to + 1;
      }
      if (place !== undefined) place.byte += from;
      else if (from < block.length) {
        readLine(block, from, block.length);
        told.onTruncated?.();
      }
    }
  };
  return {
    log,
    read: async (place) => {
      try {
        await read(place);
      } catch (error) {
        if (!hasCode(error, 'ENOENT')) throw error;
      }
    },
  };
}

function count(targets: TargetCounts, target: string, slot: number): void {
  let slots = targets.get(target);
  if (slots === undefined) targets.set(target, (slots = new Map<number, number>()));
  slots.set(slot, (slots.get(slot) ?? 0) + 1);
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
