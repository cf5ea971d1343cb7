import { count, offset, percent } from '../../words/figures.ts';
import { boundInWords } from '../in-words.ts';
import type { Indicator } from '../result.ts';
import type { Follower } from './limit.ts';

/** What is judged second by second, in a phase of planned length. Seconds since 1970. */
export interface SecondsStake {
  readonly indicator: Indicator;
  readonly limit: number;
  /** Fraction of the seconds that must keep to the limit, and fewest of them to judge by. */
  readonly needed: number;
  readonly fewest: number;
  readonly from: number;
  readonly to: number;
}

/**
 * A limit on seconds is lost once more are bad than may be, were all that are left good. Seconds without anything to
 * measure do not count, so that there can be fewer than planned, but never more. A second is `bad` by 1.
 */
export function followSeconds(stake: SecondsStake, start: number): Follower {
  const { from, to, needed, fewest } = stake;
  const [all, lost] = [{ seconds: 0 }, { seconds: 0 }];
  return {
    close: (_, bad) => {
      all.seconds += 1;
      lost.seconds += bad;
      const may = needed === 1 ? 0 : (1 - needed) * Math.max(fewest, to - from);
      if (lost.seconds <= may + 1e-9) return undefined;
      const whole = needed === 1 ? 'none may' : `${percent(needed)} of ${count(to - from)} must`;
      return `${count(lost.seconds)} of ${count(all.seconds)} s did not keep to ${boundInWords(stake)} by ${offset(from + all.seconds - start)}, and ${whole}`;
    },
  };
}
