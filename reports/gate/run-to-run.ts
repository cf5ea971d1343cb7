import { squaresAboutMean, sum } from '../../core/statistics/sample.ts';

/** A variance, and by how many degrees of freedom it is known. */
export interface KnownVariance {
  readonly variance: number;
  readonly df: number;
}

/**
 * The variance between runs of one system, from groups of runs of the same system each. Undefined where no group has
 * two.
 */
export function withinGroups(groups: readonly (readonly number[])[]): KnownVariance | undefined {
  const df = sum(groups.map(({ length }) => Math.max(0, length - 1)));
  if (df === 0) return undefined;
  return { variance: sum(groups.map((group) => squaresAboutMean(group) || 0)) / df, df };
}

/**
 * The variance between runs, from a history of runs of revisions that may differ: from the steps between runs that
 * followed each other, so that a lasting change counts once and a drift hardly at all. Undefined below two runs.
 * @param history in the order of time
 * Source: J. von Neumann, R. H. Kent, H. R. Bellinson, B. I. Hart: The Mean Square Successive Difference, Annals of
 * Mathematical Statistics 12(2), 1941; its variance gives the degrees of freedom of an equally good estimate.
 */
export function fromHistory(history: readonly number[]): KnownVariance | undefined {
  const steps = history.length - 1;
  if (steps < 1) return undefined;
  const squares = history.slice(1).map((value, index) => (value - (history[index] ?? 0)) ** 2);
  return {
    variance: sum(squares) / (2 * steps),
    df: (2 * steps * steps) / (3 * steps - 1),
  };
}

/** What several estimates of the same variance say together. */
export function together(known: readonly (KnownVariance | undefined)[]): KnownVariance | undefined {
  const all = known.filter((one) => one !== undefined);
  const df = sum(all.map((one) => one.df));
  if (df === 0) return undefined;
  return { variance: sum(all.map((one) => one.variance * one.df)) / df, df };
}
