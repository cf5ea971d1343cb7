import { binomialLower } from '../distributions/binomial.ts';

/**
 * Shares of so many windows between which chance leaves a unit in 1 - level of cases, when each window goes to it with the
 * chance `share`: quantiles of the binomial distribution. Without windows nothing is ruled out.
 */
export function chanceBand(windows: number, share: number, level: number): [number, number] {
  return [quantile(windows, share, level / 2), quantile(windows, share, 1 - level / 2)];
}

/** The share of so many windows below which a unit with this chance falls with this probability. */
function quantile(windows: number, chance: number, probability: number): number {
  if (windows === 0) return probability < 0.5 ? 0 : 1;
  let count = 0;
  while (count < windows && binomialLower(count, windows, chance) < probability) count += 1;
  return count / windows;
}
