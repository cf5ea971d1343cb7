import { type Percentile, percentiles } from './result.ts';

/**
 * Burn rates as in The Site Reliability Workbook (B. Beyer et al., O'Reilly 2018), chapter 5, Alerting on SLOs: an
 * objective leaves an error budget, the fraction of events that may be bad, and a burn rate is how many times that
 * budget a window spends. A short window may spend it faster than the whole, or chance alone would miss objectives.
 */

/** Fraction of the requests that may be bad: slower than a percentile's limit, or failed. */
export function budgetOf(indicator: Percentile | 'errorRate', limit: number): number {
  return indicator === 'errorRate' ? limit : Number((1 - percentiles[indicator]).toFixed(9));
}

/** Some requests of a window must be good, whatever the budget is. */
const mostBad = 0.9;

/** Largest fraction of a window's requests that may be bad. */
export function allowedIn(budget: number, burnRate: number): number {
  return Math.max(budget, Math.min(mostBad, budget * burnRate));
}

/** null: there is no budget, and nothing to compare with. */
export function burnRateOf(bad: number, budget: number): number | null {
  return budget === 0 ? null : bad / budget;
}
