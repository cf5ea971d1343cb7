import { nearestRank } from '../core/statistics/histogram.ts';

/** One second, request name, tenant (none: '') and outcome; durations in microseconds. */
export interface Group {
  readonly t: number;
  readonly name: string;
  readonly tenant: string;
  readonly outcome: string;
  readonly n: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Groups as text, one a line. */
export function formatGroups(groups: readonly Group[]): string {
  const lines = groups.map(({ t, name, tenant, outcome, n, p50, p95, p99 }) =>
    [`${t}|${name}|${tenant}|${outcome}`, n, p50, p95, p99].join('\t'),
  );
  return lines.map((line) => `${line}\n`).join('');
}

/**
 * Compares two texts of groups, whatever their order: the same keys, equal counts, quantiles within 1 % (or half a
 * microsecond, to which ours are rounded). Returns what differs, at most ten lines.
 */
export function differences(ours: string, theirs: string): string[] {
  const [a, b] = [linesOf(ours), linesOf(theirs)];
  if (a.length !== b.length) return [`${a.length} groups against ${b.length}`];
  const different = a.filter((line, index) => !alike(line, b[index] ?? ''));
  return different.slice(0, 10).map((line) => `${line} against ${b[a.indexOf(line)]}`);
}

function linesOf(text: string): string[] {
  return text.split('\n').filter(Boolean).toSorted();
}

function alike(ours: string, theirs: string): boolean {
  const [key, n, ...quantiles] = ours.split('\t');
  const [otherKey, otherN, ...otherQuantiles] = theirs.split('\t');
  if (key !== otherKey || n !== otherN) return false;
  return quantiles.every((text, index) => {
    const exact = Number(otherQuantiles[index]);
    return Math.abs(Number(text) - exact) <= Math.max(0.01 * exact, 0.501);
  });
}

/** The middle, smallest and largest of some figures. */
export function spread(figures: readonly number[]): { median: number; min: number; max: number } {
  const sorted = figures.toSorted((x, y) => x - y);
  const median = sorted[nearestRank(sorted.length, 0.5) - 1] ?? Number.NaN;
  return { median, min: sorted[0] ?? Number.NaN, max: sorted.at(-1) ?? Number.NaN };
}
