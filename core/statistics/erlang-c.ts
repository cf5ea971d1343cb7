/** A queue of M/M/c: Poisson arrivals, exponential service times, `servers` alike. Times in service times. */
export interface Queue {
  /** Chance that a request has to wait. */
  readonly waiting: number;
  /** Mean wait of all requests, and mean number waiting. */
  readonly meanWait: number;
  readonly meanLength: number;
}

/**
 * Erlang C for `load` erlangs (arrival rate over service rate) on `servers`; undefined where the load is no less than the
 * servers, so that the queue grows forever. By way of Erlang B, whose recursion has no large numbers.
 * Source: A. K. Erlang 1917; I. Angus, An Introduction to Erlang B and Erlang C, 2001.
 */
export function erlangC(servers: number, load: number): Queue | undefined {
  if (!(load >= 0 && load < servers)) return undefined;
  let blocked = 1;
  for (let n = 1; n <= servers; n += 1) blocked = (load * blocked) / (n + load * blocked);
  const waiting = (servers * blocked) / (servers - load * (1 - blocked));
  return {
    waiting,
    meanWait: waiting / (servers - load),
    meanLength: (waiting * load) / (servers - load),
  };
}
