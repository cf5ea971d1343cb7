import { erlangC } from '../erlang-c.ts';

/** A queue of M/M/c: Poisson arrivals, exponential service times of this mean, `servers` alike, first come first served. */
export interface MultiServerQueue {
  readonly servers: number;
  readonly serviceSeconds: number;
}

/**
 * Share of requests that take longer than `seconds`, waiting included, when so many arrive a second; 1 where the queue
 * grows forever.
 * Source: D. Gross, C. M. Harris, Fundamentals of Queueing Theory, 1998, 2.3.3.
 */
export function shareSlowerThan(
  { servers, serviceSeconds }: MultiServerQueue,
  perSecond: number,
  seconds: number,
): number {
  const load = perSecond * serviceSeconds;
  const waiting = erlangC(servers, load)?.waiting;
  if (waiting === undefined) return 1;
  const times = seconds / serviceSeconds;
  const spare = servers - 1 - load;
  const waited = Math.abs(spare) < 1e-9 ? times : (1 - Math.exp(-times * spare)) / spare;
  return Math.min(1, Math.exp(-times) * (1 + waiting * waited));
}

/** The greatest arrival rate at which no more than `share` of the requests take longer than `seconds`; 0 where none is. */
export function rateWithin(queue: MultiServerQueue, seconds: number, share: number): number {
  let [good, bad] = [0, queue.servers / queue.serviceSeconds];
  if (shareSlowerThan(queue, 0, seconds) > share) return 0;
  for (let step = 0; step < 60; step += 1) {
    const middle = (good + bad) / 2;
    if (shareSlowerThan(queue, middle, seconds) > share) bad = middle;
    else good = middle;
  }
  return good;
}
