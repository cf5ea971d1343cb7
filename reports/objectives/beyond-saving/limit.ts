import { count, offset, percent, plural } from '../../words/figures.ts';
import { allowedIn, budgetOf } from '../burn-rate.ts';
import { valueInWords } from '../in-words.ts';
import type { BudgetIndicator } from '../indicator.ts';
import type { Windows } from '../schema.ts';
import { totals } from './totals.ts';

/** What one limit is, and the phase that it is judged in. Seconds since 1970. */
export interface BudgetStake {
  readonly indicator: BudgetIndicator;
  readonly limit: number;
  /** Fewest samples that it is judged by. */
  readonly fewest: number;
  readonly windows: Windows;
  readonly from: number;
  /** As planned; Infinity where nobody knows. */
  readonly to: number;
}

/** Takes what was counted in the seconds of a phase, one after the other, and says why a limit is lost once it is. */
export interface Follower {
  /** @param bad surely beyond the limit: what a histogram's bucket leaves open is good */
  readonly close: (n: number, bad: number) => string | undefined;
}

/** How many times the busiest second so far each second to come may have, of good answers alone. */
export const headroom = 2;

/**
 * A limit with an error budget is lost when a window that is over spent too much, or when so many are bad that the rest of
 * the phase could not make good for them, were it perfect and came at twice the rate of the busiest second so far. The
 * latter is not said before a whole window is over: until then, that second says little.
 */
export function followBudget(stake: BudgetStake, start: number): Follower {
  const { indicator, limit, fewest, windows, from, to } = stake;
  const budget = budgetOf(indicator, limit);
  const allowed = allowedIn(budget, windows.burnRate);
  const sums = totals(windows.seconds);
  const were =
    indicator === 'errorRate' ? 'failed' : `took ${valueInWords(indicator, limit)} or longer`;
  const since = (second: number): string => offset(second - start);
  return {
    close: (n, bad) => {
      sums.add(n, bad);
      const end = from + sums.seconds();
      if (limit === 0)
        return sums.bad() === 0
          ? undefined
          : `${count(sums.bad())} ${were} by ${since(end)}, and none may`;
      const place = sums.seconds() - windows.seconds;
      if (place < 0) return undefined;
      const window = sums.recent();
      if (
        place % windows.slideSeconds === 0 &&
        end <= to &&
        window.n >= fewest &&
        window.bad > window.n * (allowed + 1e-9)
      )
        return `${percent(window.bad / window.n)} of ${plural(window.n, 'answer')} ${were} from ${since(end - windows.seconds)} to ${since(end)}, at most ${percent(allowed)} may`;
      if (!Number.isFinite(to) || sums.n() < fewest) return undefined;
      const most = Math.ceil(Math.max(0, to - end) * headroom * sums.busiest());
      // One more, since a percentile's rank is a whole number.
      if (sums.bad() <= budget * (sums.n() + most) + 1) return undefined;
      return `${count(sums.bad())} of ${plural(sums.n(), 'answer')} ${were} by ${since(end)}, more than ${percent(budget)} even if ${count(most)} good ones came in the ${count(to - end)} s left`;
    },
  };
}
