import { type Period, secondsOf } from '../evidence/period.ts';
import type { RequestTable } from '../evidence/request-table.ts';
import { meets, observe } from './indicator.ts';
import type { Indicator, WindowsResult } from './result.ts';
import type { Windows } from './schema.ts';

/** The windows that lie within a period as a whole, in order. */
export function windowsOf(period: Period, windows: Windows): Period[] {
  const count = Math.floor((secondsOf(period) - windows.seconds) / windows.slideSeconds) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const from = period.from + index * windows.slideSeconds;
    return { from, to: from + windows.seconds };
  });
}

/** A limit on some requests, and how it is judged. */
export interface Limit {
  readonly requests: readonly string[];
  readonly indicator: Indicator;
  readonly limit: number;
  /** Fewest samples to judge by. */
  readonly fewest: number;
}

/** Judges each window of the hold that has enough samples. */
export function judgeWindows(
  table: RequestTable,
  limit: Limit,
  hold: Period,
  windows: Windows,
): WindowsResult {
  let judged = 0;
  let met = 0;
  let worst: WindowsResult['worst'] = null;
  for (const window of windowsOf(hold, windows)) {
    const { samples, value } = observe(table, limit.requests, limit.indicator, window);
    if (value === undefined || samples < limit.fewest) continue;
    judged += 1;
    if (meets(value, limit.limit)) met += 1;
    if (worst === null || value > worst.value) worst = { from: window.from - hold.from, value };
  }
  return { judged, met, worst };
}
