/** What seconds one after the other counted, and what was bad of it: in all, and in the last few. */
export interface Totals {
  readonly add: (n: number, bad: number) => void;
  readonly seconds: () => number;
  readonly n: () => number;
  readonly bad: () => number;
  /** Most that one second had. */
  readonly busiest: () => number;
  /** Of the last `length` seconds. */
  readonly recent: () => { readonly n: number; readonly bad: number };
}

export function totals(length: number): Totals {
  const ring: { n: number; bad: number }[] = [];
  const all = { seconds: 0, n: 0, bad: 0, busiest: 0 };
  const last = { n: 0, bad: 0 };
  return {
    add: (n, bad) => {
      all.seconds += 1;
      all.n += n;
      all.bad += bad;
      all.busiest = Math.max(all.busiest, n);
      ring.push({ n, bad });
      last.n += n;
      last.bad += bad;
      const gone = ring.length > length ? ring.shift() : undefined;
      last.n -= gone?.n ?? 0;
      last.bad -= gone?.bad ?? 0;
    },
    seconds: () => all.seconds,
    n: () => all.n,
    bad: () => all.bad,
    busiest: () => all.busiest,
    recent: () => ({ ...last }),
  };
}
