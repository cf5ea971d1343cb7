import type { Random } from '../../../core/seeded-random.ts';
import type { CauseKind } from '../causes/cause.ts';

/** A task of a simulated service. Minutes are counted from the beginning; `from` may lie before it. */
export interface PlannedTask {
  readonly from: number;
  readonly to: number;
  readonly zone: string;
  readonly revision: string;
  /** CPU of a request relative to others at a minute, for a task of this age. */
  readonly cost: (minute: number, age: number) => number;
  /** Share of new requests relative to others, for a task of this age. */
  readonly weight: (age: number) => number;
  /** Fraction of a minute in which it stands still. */
  readonly frozen: (minute: number) => 'not' | 'answers none' | 'gets none' | 'half';
}

export interface Plan {
  readonly cause: CauseKind | 'none';
  readonly variant: string;
  readonly isHard: boolean;
  readonly minutes: number;
  readonly cpuUnits: number;
  /** Requests per task and minute. */
  readonly rate: number;
  readonly costSeconds: number;
  readonly cost: 'constant' | 'exponential' | 'log-normal';
  readonly sigma: number;
  readonly policy: 'round robin' | 'random' | 'least outstanding' | 'sticky' | 'zones';
  readonly swing: number;
  readonly bursts: number;
  readonly idle: number;
  readonly tasks: readonly PlannedTask[];
  readonly guilty: readonly number[];
  readonly sessions: { readonly count: number; readonly sigma: number; readonly minutes: number };
  readonly heavy: { readonly perMinute: number; readonly cpuSeconds: number };
}

const zones = ['a', 'b', 'c'];

/** Draws a service without any cause. `hostSd` is how much hosts differ without being slow. */
export function ordinary(random: Random, hostSd = 0.005): Plan {
  const pick = <T>(items: readonly [T, ...T[]]): T =>
    items[Math.floor(random() * items.length)] ?? items[0];
  const count = whole(random, 3, 12);
  const cpuUnits = pick([512, 1024, 2048]);
  const rate = pick([10, 25, 60, 100, 150, 300, 400, 600, 1000]);
  const zoneCount = pick([2, 3]);
  return {
    cause: 'none',
    variant: 'ordinary',
    isHard: false,
    minutes: whole(random, 120, 300),
    cpuUnits,
    rate,
    costSeconds: (within(random, 0.2, 0.55) * 60 * cpuUnits) / 1024 / rate,
    cost: pick(['constant', 'exponential', 'log-normal', 'log-normal']),
    sigma: pick([0.5, 0.8, 1]),
    policy: pick(['round robin', 'random']),
    swing: within(random, 0.05, 0.4),
    bursts: random() < 0.2 ? 4 : 0,
    idle: within(random, 0.006, 0.02),
    tasks: Array.from({ length: count }, (_, n) =>
      plain(random, zones[n % zoneCount] ?? 'a', hostSd),
    ),
    guilty: [],
    sessions: { count: 0, sigma: 0, minutes: 0 },
    heavy: { perMinute: 0, cpuSeconds: 0 },
  };
}

/** A task that was there before, and stays. */
export function plain(random: Random, zone: string, hostSd = 0.005): PlannedTask {
  const host = 1 + hostSd * (random() + random() + random() + random() - 2) * Math.sqrt(3);
  return {
    from: -whole(random, 100, 9000),
    to: Infinity,
    zone,
    revision: '7',
    cost: () => host,
    weight: () => 1,
    frozen: () => 'not',
  };
}

export function whole(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

export function within(random: Random, low: number, high: number): number {
  return low + random() * (high - low);
}
