import { normalUpper } from '../distributions/normal.ts';
import { ranksOf, tieCorrection } from '../ranks.ts';
import { median, sum } from '../sample.ts';

/** Whether one sample tends to be larger than another, and by how much. */
export interface RankComparison {
  /** Pairs of one base and one new value in which the new one is larger, ties counting one half. */
  readonly u: number;
  /** Exact two-sided p-value; undefined with ties, for which its distribution is another. */
  readonly exactP: number | undefined;
  /** Two-sided p-value by the normal approximation, corrected for ties and continuity. */
  readonly approximateP: number;
  /** Median of all differences new - base. */
  readonly shift: number;
  /** Chance that a new value is larger than a base value, ties counting one half. */
  readonly commonLanguage: number;
  /** 2 * commonLanguage - 1: from -1 to 1. */
  readonly cliffsDelta: number;
}

/**
 * The rank test of Mann and Whitney with its measures of effect. Requests of one run are not independent of each other,
 * so it fits values that are: figures of whole runs.
 * @throws RangeError when a sample is empty
 * Sources: H. B. Mann, D. R. Whitney, Annals of Mathematical Statistics 18(1), 1947; J. L. Hodges, E. L. Lehmann, the
 * same 34(2), 1963 (shift); K. O. McGraw, S. P. Wong, Psychological Bulletin 111(2), 1992 (common language effect);
 * N. Cliff, Psychological Bulletin 114(3), 1993 (delta).
 */
export function mannWhitney(base: readonly number[], new_: readonly number[]): RankComparison {
  const [m, n] = [base.length, new_.length];
  if (m === 0 || n === 0) throw new RangeError('A rank test takes two samples that are not empty.');
  const { ranks, groups } = ranksOf([...base, ...new_]);
  const u = sum(ranks.slice(m)) - (n * (n + 1)) / 2;
  const all = m + n;
  const further = Math.max(u, m * n - u);
  const ties = tieCorrection(groups) / (all * (all - 1));
  const spread = Math.sqrt(((m * n) / 12) * (all + 1 - ties));
  const z = (further - (m * n) / 2 - 0.5) / spread;
  const commonLanguage = u / (m * n);
  return {
    u,
    exactP: groups.length === all ? Math.min(1, 2 * lowerTail(m * n - further, m, n)) : undefined,
    approximateP: spread === 0 ? 1 : Math.min(1, 2 * normalUpper(z)),
    shift: median(new_.flatMap((value) => base.map((other) => value - other))),
    commonLanguage,
    cliffsDelta: 2 * commonLanguage - 1,
  };
}

/**
 * P(U <= u) for samples of m and n without ties. The number of ways to a sum is a coefficient of the Gaussian binomial
 * coefficient, the product of (1 - q^(n + i)) / (1 - q^i) over i from 1 to m.
 */
function lowerTail(u: number, m: number, n: number): number {
  const ways = Array.from({ length: u + 1 }, (_, total) => (total === 0 ? 1 : 0));
  let all = 1;
  for (let i = 1; i <= m; i += 1) {
    all *= (n + i) / i;
    for (let total = u; total >= n + i; total -= 1) add(ways, total, -(ways[total - n - i] ?? 0));
    for (let total = i; total <= u; total += 1) add(ways, total, ways[total - i] ?? 0);
  }
  return sum(ways) / all;
}

function add(ways: number[], total: number, more: number): void {
  ways[total] = (ways[total] ?? 0) + more;
}
