import { accessLogScanner, secondsIn } from '../../../core/formats/alb-access-log.ts';
import type { TargetCounts } from './target-counts.ts';

/** Statuses with which a load balancer answers for a target that did not. */
const answeredForTarget = new Set(['502', '503', '504']);

/** Folds lines of an ALB access log into counts by target; false for a line that is not whole. */
export function accessLogFolder(
  counts: TargetCounts,
): (bytes: Buffer, from: number, to: number) => boolean {
  const { scan, textOf } = accessLogScanner();
  let lastText = '';
  let lastTime = Number.NaN;
  return (bytes, from, to) => {
    if (!scan(bytes, from, to)) return false;
    const target = textOf('target');
    // Refused before any target was chosen: no unit's load.
    if (target === '-') return true;
    const text = textOf('time').slice(0, 19);
    if (text !== lastText) {
      lastText = text;
      lastTime = Date.parse(`${text}Z`);
    }
    if (Number.isNaN(lastTime)) return false;
    const seconds = secondsIn(textOf('targetSeconds'));
    const isLost = answeredForTarget.has(textOf('elbStatus')) && textOf('targetStatus') === '-';
    counts.add(target, lastTime, {
      requests: 1,
      lost: isLost || seconds === undefined ? 1 : 0,
      seconds: seconds ?? 0,
    });
    return true;
  };
}

const csvTitles = 'minute_ms,target,requests,target_time_sum_s,elb_504,no_target_time';

export function isCountsHeader(line: string): boolean {
  return line.trim() === csvTitles;
}

/** A line of counts by minute and target; false when it is none. */
export function foldCountsLine(counts: TargetCounts, line: string): boolean {
  const [time, target = '', ...figures] = line.trim().split(',');
  const [requests = Number.NaN, seconds = 0, timeouts = 0, untimed = 0] = figures.map(Number);
  const at = Number(time);
  const wanted = [at, requests, seconds, timeouts, untimed];
  if (figures.length !== 4 || target === '' || wanted.some((value) => !(value >= 0))) return false;
  counts.add(target, at, { requests, seconds, lost: Math.max(timeouts, untimed) });
  return true;
}
