import type { TimeWindow } from '../file/test-case.ts';
import { formatSpan } from '../../play/time.ts';

export function isWithin(at: number, window: TimeWindow, tolerance: number): boolean {
  return at >= window.from - tolerance && at <= window.to + tolerance;
}

/** `7m`, `7m..9m`, `7m (30s either way)`: after the start of the test. */
export function windowText({ from, to }: TimeWindow, start: number, tolerance: number): string {
  const first = formatSpan(from - start);
  const times = from === to ? first : `${first}..${formatSpan(to - start)}`;
  return tolerance === 0 ? times : `${times} (${formatSpan(tolerance)} either way)`;
}
