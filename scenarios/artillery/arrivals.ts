import type { EngineOptions } from './script.ts';

/** Hands arrivals out to those who are free to play them. */
export interface Arrivals {
  /** Resolves when somebody arrives for whom this one is free: true, and false once nobody does any more. */
  readonly next: () => Promise<boolean>;
}

/** When and how many arrive. Times are milliseconds since 1970. */
export interface ArrivalPlan {
  readonly from: number;
  readonly openedAt: number;
  readonly until: number;
  /** A minute, before the opening and from then on, through all generators. */
  readonly perMinute: NonNullable<EngineOptions['arrivalsPerMinute']>;
  readonly generator: number;
  readonly generators: number;
}

/**
 * Arrivals by the clock, whether or not the system keeps up (open model). Artillery's own phases would do, but their timer
 * (nanotimer) spins through the last 25 ms before each arrival: at forty a second it takes a whole core from the system.
 * @param onDropped told of each who arrived when nobody was free
 */
export function openArrivals(plan: ArrivalPlan, onDropped: () => void): Arrivals {
  const free: ((isSomebody: boolean) => void)[] = [];
  let isOver = false;
  let nth = plan.generator + 1;

  const arrive = (): void => {
    const player = free.shift();
    if (player === undefined) onDropped();
    else player(true);
    nth += plan.generators;
    wait();
  };
  const end = (): void => {
    isOver = true;
    for (const player of free.splice(0)) player(false);
  };
  const wait = (): void => {
    const time = timeOf(nth, plan);
    if (time >= plan.until) at(plan.until, end);
    else at(time, arrive);
  };
  wait();
  return {
    next: () =>
      isOver ? Promise.resolve(false) : new Promise<boolean>((resolve) => free.push(resolve)),
  };
}

/** Never before its millisecond: a timer goes by another clock, and by this one may be early by one. */
function at(time: number, then: () => void): void {
  const left = Math.floor(time) - Date.now();
  setTimeout(() => (Date.now() < Math.floor(time) ? at(time, then) : then()), Math.max(0, left));
}

/** When the n-th (from 1) arrives: as soon as the integral of the rate comes to n, as in k6. Infinity for a rate of none. */
export function timeOf(nth: number, { from, openedAt, perMinute }: ArrivalPlan): number {
  const before = ((openedAt - from) * perMinute.quiet) / 60_000;
  return nth <= before
    ? from + (nth * 60_000) / perMinute.quiet
    : openedAt + ((nth - before) * 60_000) / perMinute.open;
}
