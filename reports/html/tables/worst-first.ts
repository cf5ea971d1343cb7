import { quantile } from '../../../core/statistics/histogram.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { answered, countOf, durations, everyOutcome } from '../../evidence/request-table.ts';

/** Rows of a table: more are not read, and scripts without request names have one for each URL. */
export const mostRows = 60;

/** The names that a table shows, those that failed, were slow or are frequent before others; and the rest. */
export function worstFirst(
  { requests, judged }: Evidence,
  names: readonly string[],
): { shown: string[]; rest: string[] } {
  if (names.length <= mostRows) return { shown: [...names], rest: [] };
  const rows = names.map((name) => ({
    name,
    failed: countOf(requests, [name], ['failed'], judged),
    p95: quantile(durations(requests, [name], answered, judged), 0.95) ?? 0,
    count: countOf(requests, [name], everyOutcome, judged),
  }));
  const orders = [
    rows.filter(({ failed }) => failed > 0).toSorted((a, b) => b.failed - a.failed),
    rows.toSorted((a, b) => b.p95 - a.p95),
    rows.toSorted((a, b) => b.count - a.count),
  ];
  const chosen = new Set(
    orders.flatMap((order) => order.slice(0, mostRows / orders.length).map(({ name }) => name)),
  );
  return {
    shown: names.filter((name) => chosen.has(name)),
    rest: names.filter((name) => !chosen.has(name)),
  };
}
