import { createReadStream } from 'node:fs';
import { type Histogram, add, emptyHistogram } from '../../core/statistics/histogram.ts';
import { hasCode } from '../../core/errors.ts';
import { runFile } from '../../core/run-folder/layout.ts';

/** Requests that the load balancer sent to each target: address, then slot index, then count. */
export type TargetCounts = Map<string, Map<number, number>>;

/** What the load balancer's access log tells. */
export interface AccessLog {
  readonly targets: TargetCounts;
  /** `target_processing_time` in microseconds by slot index: how long the system took, seen from beside it. */
  readonly targetTimes: Map<number, Histogram>;
}

/**
 * Counts ALB access log lines by target, and their target times, by slot of `slotSeconds` since `origin` (seconds since 1970). Lines that have
 * no target, such as those of refused connections, and lines that are not whole are left out.
 */
export async function readAccessLog(
  folder: string,
  origin: number,
  slotSeconds: number,
): Promise<AccessLog> {
  const log: AccessLog = { targets: new Map(), targetTimes: new Map() };
  const slotOf = cachedSeconds((second) => Math.floor((second - origin) / slotSeconds));
  let rest = '';
  const stream = createReadStream(runFile(folder, 'accessLog'), {
    encoding: 'latin1',
    highWaterMark: 1 << 20,
  });
  try {
    for await (const chunk of stream) {
      const text = rest + String(chunk);
      const end = text.lastIndexOf('\n') + 1;
      count(text, end, log, slotOf);
      rest = text.slice(end);
    }
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return log;
    throw error;
  }
  return log;
}

function count(
  text: string,
  end: number,
  { targets, targetTimes }: AccessLog,
  slotOf: (time: string) => number,
): void {
  for (let line = 0; line < end;) {
    const next = text.indexOf('\n', line) + 1;
    // type time elb client:port target:port: fields without quotes, so that spaces alone divide them.
    const time = text.indexOf(' ', line) + 1;
    const elb = text.indexOf(' ', time) + 1;
    const client = text.indexOf(' ', elb) + 1;
    const target = text.indexOf(' ', client) + 1;
    const after = text.indexOf(' ', target);
    // A search that found nothing begins again at 0, so that only rising places are those of one whole line.
    const whole =
      line < time &&
      time < elb &&
      elb < client &&
      client < target &&
      target < after &&
      after < next;
    const slot = whole ? slotOf(text.slice(time, time + 19)) : Number.NaN;
    if (Number.isFinite(slot) && text[target] !== '-') {
      const address = text.slice(target, after);
      let slots = targets.get(address);
      if (slots === undefined) targets.set(address, (slots = new Map<number, number>()));
      slots.set(slot, (slots.get(slot) ?? 0) + 1);
      const processing = text.indexOf(' ', after + 1) + 1;
      const micros = Math.round(
        Number(text.slice(processing, text.indexOf(' ', processing))) * 1e6,
      );
      // -1: the target did not answer.
      if (micros >= 0 && processing < next) {
        let times = targetTimes.get(slot);
        if (times === undefined) targetTimes.set(slot, (times = emptyHistogram()));
        add(times, micros);
      }
    }
    line = next;
  }
}

/** Reads `2026-07-02T22:23:00`, UTC, remembering the last one: log lines come many to a second. */
function cachedSeconds(use: (second: number) => number): (time: string) => number {
  let known = '';
  let value = Number.NaN;
  return (time) => {
    if (time === known) return value;
    known = time;
    value = use(Date.parse(`${time}Z`) / 1000);
    return value;
  };
}

/** The requests of `readAccessLog` alone. */
export async function countByTarget(
  folder: string,
  origin: number,
  slotSeconds: number,
): Promise<TargetCounts> {
  const { targets } = await readAccessLog(folder, origin, slotSeconds);
  return targets;
}
