import type { Random } from '../../../core/seeded-random.ts';
import { type Plan, type PlannedTask, ordinary, plain, whole, within } from './plan.ts';

/** A way to plan a service; `isHard` asks for a cause that hardly shows. */
type Planner = (random: Random, isHard: boolean) => Plan;

/** Enough requests for the cause to show; few requests are tried without a cause. */
const busy = [60, 100, 150, 300, 400, 600, 1000];

function base(random: Random, isHard: boolean, least = 4): Plan {
  const plan = ordinary(random);
  const rate = busy[whole(random, 0, busy.length - 1)] ?? 100;
  const extra = Math.max(0, least - plan.tasks.length);
  const tasks = [...plan.tasks, ...Array.from({ length: extra }, () => plain(random, 'a'))];
  return { ...plan, isHard, tasks, rate, costSeconds: (plan.costSeconds * plan.rate) / rate };
}

const rampUp: Planner = (random, isHard) => {
  const plan = base(random, isHard);
  const outs = whole(random, 2, 4);
  const variant = isHard
    ? 'jit'
    : (['jit', 'cold-cache', 'slowstart'][whole(random, 0, 2)] ?? 'jit');
  const amplitude = isHard ? within(random, 0.4, 0.8) : within(random, 1.2, 2.4);
  const decay = variant === 'cold-cache' ? within(random, 6, 9) : within(random, 3, 5);
  const slow = whole(random, 6, 10);
  const young = Array.from({ length: outs }, (_, n) => {
    const from = Math.round((plan.minutes * (n + within(random, 0.3, 0.8))) / (outs + 0.5));
    return Array.from({ length: isHard ? 1 : 2 }, (): PlannedTask => ({
      ...plain(random, ['a', 'b'][n % 2] ?? 'a'),
      from,
      cost: (_minute, age) =>
        variant === 'slowstart' ? 1 : 1 + amplitude * Math.exp(-age / decay),
      weight: (age) => (variant === 'slowstart' ? Math.min(1, 0.1 + (0.9 * age) / slow) : 1),
    }));
  }).flat();
  return added({ ...plan, cause: 'ramp-up', variant }, young);
};

const deployment: Planner = (random, isHard) => {
  const plan = base(random, isHard);
  const factor = isHard ? within(random, 1.2, 1.3) : within(random, 1.45, 1.8);
  const from = whole(random, 15, 40);
  const to = from + whole(random, 50, 80);
  const variant = isHard
    ? 'canary'
    : (['bluegreen', 'rolling', 'canary'][whole(random, 0, 2)] ?? 'canary');
  const fresh = (begins: number, ends = Infinity): PlannedTask => {
    const task = plain(random, 'a');
    const host = task.cost(0, 0);
    return { ...task, from: begins, to: ends, revision: '8', cost: () => host * factor };
  };
  if (variant === 'canary') {
    const young = Array.from({ length: isHard ? 1 : 2 }, () => fresh(from, to));
    return added({ ...plan, cause: 'deployment', variant }, young);
  }
  const size = plan.tasks.length;
  const begins = (n: number): number =>
    variant === 'rolling' ? from + Math.round((n * (to - from)) / size) : from;
  const old = plan.tasks.map((task, n) => ({
    ...task,
    to: variant === 'rolling' ? begins(n) + 4 : to + n,
  }));
  const young = plan.tasks.map((_, n) => fresh(begins(n)));
  return added({ ...plan, cause: 'deployment', variant, tasks: old }, young);
};

const zoneSkew: Planner = (random, isHard) => {
  const plan = base(random, isHard);
  const shapes = isHard
    ? [[3, 4]]
    : [
        [1, 2],
        [1, 3, 3],
        [2, 2, 4],
        [2, 4],
        [2, 3],
      ];
  const shape = shapes[whole(random, 0, shapes.length - 1)] ?? [1, 2];
  const tasks = shape.flatMap((n, zone) =>
    Array.from({ length: n }, () => plain(random, ['a', 'b', 'c'][zone] ?? 'a')),
  );
  const smallest = Math.min(...shape);
  const guilty = tasks.flatMap(({ zone }, n) =>
    tasks.filter((t) => t.zone === zone).length === smallest ? [n] : [],
  );
  return { ...plan, cause: 'zone-skew', variant: 'cross-zone-off', policy: 'zones', tasks, guilty };
};

const sticky: Planner = (random, isHard) => {
  const plan = base(random, isHard);
  const few = !isHard && random() < 0.33;
  const perTask = isHard ? whole(random, 40, 60) : few ? whole(random, 2, 4) : whole(random, 8, 14);
  const sessions = {
    count: perTask * plan.tasks.length,
    sigma: isHard ? 0.6 : within(random, 0.3, 0.9),
    minutes: few ? 500 : whole(random, 60, 230),
  };
  return {
    ...plan,
    cause: 'sticky',
    variant: few ? 'few-large-clients' : 'cookie',
    policy: 'sticky',
    sessions,
  };
};

const unevenCost: Planner = (random, isHard) => {
  const plan = base(random, isHard);
  const costSeconds = within(random, 0.3, 0.6) * plan.costSeconds;
  // So many dear ones a minute, each so dear that costs vary by this much: well above the 1.72 of a log-normal with s = 1.
  const perMinute = within(random, 0.6, 1.2);
  const cv2 = isHard ? within(random, 4, 10) : within(random, 15, 90);
  const share = perMinute / (plan.rate * plan.tasks.length);
  const heavy = { perMinute, cpuSeconds: costSeconds * Math.sqrt(cv2 / share) };
  return { ...plan, cause: 'uneven-cost', variant: 'report', costSeconds, heavy };
};

const slowHost: Planner = (random, isHard) => {
  const plan = base(random, isHard);
  const variant = isHard
    ? 'cpu-per-request'
    : (['cpu-per-request', 'throttled', 'least-outstanding'][whole(random, 0, 2)] ?? '');
  const factor = isHard
    ? within(random, 1.15, 1.22)
    : variant === 'throttled'
      ? within(random, 2.5, 4)
      : within(random, 1.5, 2);
  const from = random() < 0.5 ? 0 : whole(random, 10, 60);
  const which = whole(random, 0, plan.tasks.length - 1);
  const tasks = plan.tasks.map((task, n) =>
    n === which
      ? {
          ...task,
          cost: (minute: number, age: number) =>
            task.cost(minute, age) * (minute >= from ? factor : 1),
        }
      : task,
  );
  const policy = variant === 'least-outstanding' ? 'least outstanding' : plan.policy;
  return { ...plan, cause: 'slow-host', variant, tasks, policy, guilty: [which] };
};

const frozen: Planner = (random, isHard) => {
  const plan = base(random, isHard);
  const variant = !isHard && random() < 0.4 ? 'duty' : 'stopped-minutes';
  const which = whole(random, 0, plan.tasks.length - 1);
  const begins = whole(random, 5, 20);
  const [low, high] = isHard ? [60, 80] : [12, 45];
  const stops: number[] = [];
  for (let at = begins; at < plan.minutes - 6; at += whole(random, low, high)) stops.push(at);
  const state = (minute: number): ReturnType<PlannedTask['frozen']> => {
    if (variant === 'duty') return minute >= begins ? 'half' : 'not';
    const since = Math.min(...stops.map((at) => (minute >= at ? minute - at : Infinity)));
    return since < 2 ? 'answers none' : since < 5 ? 'gets none' : 'not';
  };
  const tasks = plan.tasks.map((task, n) => (n === which ? { ...task, frozen: state } : task));
  return { ...plan, cause: 'frozen', variant, tasks, guilty: [which] };
};

const churn: Planner = (random, isHard) => {
  const plan = base(random, isHard);
  const [every, lives, at] = isHard
    ? ([[12, 18], [8, 14], 1] as const)
    : ([[5, 11], [5, 14], whole(random, 2, 3)] as const);
  const young: PlannedTask[] = [];
  for (
    let from = whole(random, 3, 8);
    from < plan.minutes - 16;
    from += whole(random, every[0], every[1])
  )
    for (let n = 0; n < at; n += 1)
      young.push(shortLived(random, from, whole(random, lives[0], lives[1])));
  return added({ ...plan, cause: 'autoscaling-churn', variant: 'sawtooth' }, young);
};

/** A task that drains for its last three minutes. */
function shortLived(random: Random, from: number, minutes: number): PlannedTask {
  const weight = (age: number): number => (age > minutes - 3 ? 0 : 1);
  return { ...plain(random, 'b'), from, to: from + minutes, weight };
}

/** A service with more tasks, which are the guilty ones. */
function added(plan: Plan, young: readonly PlannedTask[]): Plan {
  const guilty = young.map((_, n) => plan.tasks.length + n);
  return { ...plan, tasks: [...plan.tasks, ...young], guilty };
}

/** Two tasks join and nothing comes of it. */
const scaledOnce: Planner = (random) => {
  const plan = ordinary(random);
  const young = [0, 1].map(() => ({ ...plain(random, 'a'), from: 50 }));
  return { ...plan, variant: 'two tasks join', tasks: [...plan.tasks, ...young] };
};

export const planners = {
  ordinary: (random) => ordinary(random),
  'hosts differ by 2 %': (random) => ordinary(random, 0.02),
  'two tasks join': scaledOnce,
  'ramp-up': rampUp,
  deployment,
  'zone-skew': zoneSkew,
  sticky,
  'uneven-cost': unevenCost,
  'slow-host': slowHost,
  frozen,
  'autoscaling-churn': churn,
} as const satisfies Readonly<Record<string, Planner>>;
export type PlannerName = keyof typeof planners;
