import { emptyHistogram } from '../../core/statistics/histogram.ts';
import type { Period } from '../evidence/period.ts';
import type { RequestTable } from '../evidence/request-table.ts';
import { allowedIn, budgetOf, burnRateOf } from './burn-rate.ts';
import { type BudgetIndicator, observe } from './indicator.ts';
import type { WindowsResult, WorstWindow } from './result.ts';
import type { Windows } from './schema.ts';

/** The windows that lie within a period as a whole, in order. */
function* windowsOf(period: Period, windows: Windows): Generator<Period> {
  const last = period.to - windows.seconds;
  for (let from = period.from; from <= last; from += windows.slideSeconds)
    yield { from, to: from + windows.seconds };
}

/** A limit on some requests, and how it is judged. */
export interface Limit {
  readonly requests: readonly string[];
  readonly indicator: BudgetIndicator;
  readonly limit: number;
  /** Fewest samples to judge by. */
  readonly fewest: number;
}

/** Judges each window of a phase that has enough samples. `loadStart` is what the worst one's start is counted from. */
export function judgeWindows(
  table: RequestTable,
  limit: Limit,
  windows: Windows,
  { period, loadStart }: { readonly period: Period; readonly loadStart: number },
): WindowsResult {
  const budget = budgetOf(limit.indicator, limit.limit);
  const allowed = allowedIn(budget, windows.burnRate);
  let judged = 0;
  let met = 0;
  let worst: WorstWindow | null = null;
  const scratch = emptyHistogram();
  for (const window of windowsOf(period, windows)) {
    const { samples, value, bad } = observe(table, limit.requests, limit, [window], scratch);
    if (value === undefined || samples < limit.fewest) continue;
    judged += 1;
    if (bad <= allowed + 1e-9) met += 1;
    if (worst === null || bad > worst.bad || (bad === worst.bad && value > worst.value)) {
      const from = Math.round(window.from - loadStart);
      worst = { from, value, bad, burnRate: burnRateOf(bad, budget) };
    }
  }
  return { seconds: windows.seconds, judged, met, needed: 1, allowed, worst };
}
