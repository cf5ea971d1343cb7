import { count, offset, significant } from '../../words/figures.ts';
import { type Follower, headroom } from './limit.ts';
import { totals } from './totals.ts';

/** What must be answered per second over a phase of planned length. Seconds since 1970. */
export interface FloorStake {
  readonly limit: number;
  /** Seconds of the phase before which nothing is said: the busiest of them says little until then. */
  readonly patience: number;
  readonly from: number;
  readonly to: number;
}

/** A floor is lost once it is out of reach even at twice the rate of the busiest second so far. */
export function followFloor({ limit, patience, from, to }: FloorStake, start: number): Follower {
  const sums = totals(1);
  return {
    close: (n) => {
      sums.add(n, 0);
      const end = from + sums.seconds();
      if (!Number.isFinite(to) || sums.seconds() < patience) return undefined;
      const most = Math.max(0, to - end) * headroom * sums.busiest();
      const wanted = limit * (to - from);
      if (sums.n() + most >= wanted) return undefined;
      return `${count(sums.n())} answers came by ${offset(end - start)}, and ${count(most)} more in the ${count(to - end)} s left would not make ${significant(limit)}/s`;
    },
  };
}
