import { type Random, seededRandom } from '../../../seeded-random.ts';
import type { LoadStep } from '../knee.ts';
import type { MultiServerQueue } from '../multi-server-queue.ts';

export interface Staircase {
  readonly queue: MultiServerQueue;
  /** Arrivals per second, step by step. */
  readonly rates: readonly number[];
  readonly stepSeconds: number;
  readonly windowSeconds: number;
  /** Seconds that the objective allows. */
  readonly seconds: number;
  /** Service times are longer by this share at first, and less so with this time constant; at every step, or at the first. */
  readonly warmUp?: {
    readonly share: number;
    readonly seconds: number;
    readonly everyStep: boolean;
  };
  /** Seconds from the start at which nothing is served for as long. */
  readonly pauses?: readonly (readonly [at: number, lasts: number])[];
  readonly seed: number;
}

/** A staircase of an M/M/c queue, request by request. */
export function simulatedStaircase(staircase: Staircase): LoadStep[] {
  const { queue, rates, stepSeconds, windowSeconds, pauses = [], warmUp } = staircase;
  const random = seededRandom(staircase.seed);
  const free = Array.from({ length: queue.servers }, () => 0);
  const steps = rates.map((rate) => ({
    rate,
    windows: Array.from({ length: Math.floor(stepSeconds / windowSeconds) }, () => ({
      requests: 0,
      slow: 0,
      failed: 0,
      throughput: 0,
    })),
  }));
  for (const [n, { rate, windows }] of steps.entries()) {
    const begun = n * stepSeconds;
    for (
      let at = exponential(random, 1 / rate);
      at < stepSeconds;
      at += exponential(random, 1 / rate)
    ) {
      const now = begun + at;
      const age = warmUp?.everyStep === true ? at : now;
      const slower = warmUp === undefined ? 1 : 1 + warmUp.share * Math.exp(-age / warmUp.seconds);
      const first = free.indexOf(Math.min(...free));
      const start = afterPause(Math.max(now, free[first] ?? 0), pauses);
      const end = start + exponential(random, queue.serviceSeconds * slower);
      free[first] = end;
      const ended = steps[Math.floor(end / stepSeconds)]?.windows;
      const answered = ended?.[Math.floor((end % stepSeconds) / windowSeconds)];
      if (answered !== undefined) answered.throughput += 1 / windowSeconds;
      const window = windows[Math.floor(at / windowSeconds)];
      if (window === undefined) continue;
      window.requests += 1;
      if (end - now > staircase.seconds) window.slow += 1;
    }
    for (const window of windows) window.slow /= Math.max(1, window.requests);
  }
  return steps;
}

function afterPause(at: number, pauses: NonNullable<Staircase['pauses']>): number {
  const pause = pauses.find(([from, lasts]) => at >= from && at < from + lasts);
  return pause === undefined ? at : pause[0] + pause[1];
}

function exponential(random: Random, mean: number): number {
  return -Math.log(1 - random()) * mean;
}
