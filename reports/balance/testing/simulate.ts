import { type Random, seededRandom } from '../../../core/seeded-random.ts';
import {
  binomialVariate,
  gammaVariate,
  logNormalVariate,
  normalVariate,
  poissonVariate,
} from '../../../core/statistics/distributions/variates.ts';
import type { Plan, PlannedTask } from './plan.ts';

/** What a task did in a minute. */
export interface Cell {
  readonly requests: number;
  readonly lost: number;
  readonly cpuSeconds: number;
  readonly targetSeconds: number;
}

/** `cells[minute][task]`, undefined where a task was not there. CPU is that of the minute as the task's sampler cuts it. */
export type Played = readonly (readonly (Cell | undefined)[])[];

/** Plays a service minute by minute: arrivals, the balancer, costs, the cap of a reservation, and samplers a bit late. */
export function play(plan: Plan, seed: number): Played {
  const random = seededRandom(seed);
  const demand = demandOf(plan, random);
  const spread = spreader(plan, random);
  const cap = (60 * plan.cpuUnits) / 1024;
  const backlog = plan.tasks.map(() => 0);
  const cells = demand.map((perTask, minute) => {
    const alive = plan.tasks.map((task) => minute >= task.from && minute <= task.to);
    const steady = plan.tasks.filter((task, n) => alive[n] && task.from < 0).length;
    const counts = spread(perTask * Math.max(1, steady), minute, alive);
    const heavyOn = new Map<number, number>();
    for (let n = poissonVariate(plan.heavy.perMinute, random); n > 0; n -= 1) {
      const on = alive.flatMap((is, task) => (is ? [task] : []));
      const task = on[Math.floor(random() * on.length)] ?? 0;
      heavyOn.set(task, (heavyOn.get(task) ?? 0) + plan.heavy.cpuSeconds * within(random));
    }
    return plan.tasks.map((task, n): Cell | undefined => {
      if (!alive[n]) return undefined;
      const state = task.frozen(minute);
      const requests = counts[n] ?? 0;
      const lost =
        state === 'answers none'
          ? Math.round(requests * 0.95)
          : state === 'half'
            ? binomialVariate(requests, 0.4, random)
            : 0;
      const cost = task.cost(minute, minute - task.from);
      const work =
        (costOf(plan, requests - lost, random) * plan.costSeconds + (heavyOn.get(n) ?? 0)) * cost +
        (backlog[n] ?? 0);
      const done = Math.min(work, cap * (1 - plan.idle));
      backlog[n] = Math.min(work - done, cap);
      const cpuSeconds = done + plan.idle * cap * (1 + 0.05 * normalVariate(random));
      return {
        requests,
        lost,
        cpuSeconds,
        targetSeconds: requests * (0.03 + plan.costSeconds * cost),
      };
    });
  });
  return sampled(cells, plan, random);
}

function within(random: Random): number {
  return 0.8 + 0.4 * random();
}

/** Requests per task and minute: a swing, a slow random walk, bursts. */
function demandOf(plan: Plan, random: Random): number[] {
  const period = 100 + 300 * random();
  const bursts = new Set(
    Array.from({ length: plan.bursts }, () => Math.floor(random() * plan.minutes)),
  );
  let walk = 0;
  return Array.from({ length: plan.minutes }, (_, minute) => {
    walk = 0.97 * walk + 0.02 * normalVariate(random);
    const burst = [0, 1, 2].some((ago) => bursts.has(minute - ago)) ? 1.8 : 1;
    return (
      plan.rate *
      (1 + plan.swing * Math.sin((2 * Math.PI * minute) / period)) *
      Math.exp(walk) *
      burst
    );
  });
}

type Spread = (expected: number, minute: number, alive: readonly boolean[]) => number[];

function spreader(plan: Plan, random: Random): Spread {
  if (plan.policy === 'sticky') return stickySpreader(plan, random);
  const pointers = [0, 0, 0];
  return (expected, minute, alive) => {
    const total = poissonVariate(expected, random);
    const weightOf = (task: PlannedTask, n: number): number => {
      if (!alive[n] || task.frozen(minute) === 'gets none') return 0;
      const byCost =
        plan.policy === 'least outstanding' ? task.cost(minute, minute - task.from) ** -0.8 : 1;
      return byCost * task.weight(minute - task.from) * zoneWeight(plan, alive, task);
    };
    const weights = plan.tasks.map(weightOf);
    const sum = weights.reduce((all, weight) => all + weight, 0);
    const isEven =
      plan.policy === 'round robin' || (plan.policy === 'zones' && plan.rate % 100 === 0);
    if (!isEven) return weights.map((weight) => poissonVariate((total * weight) / sum, random));
    // Each node of the balancer has a pointer of its own, which goes on where it was.
    const counts = weights.map((weight) => Math.floor((total * weight) / sum));
    const left = total - counts.reduce((all, count) => all + count, 0);
    const open = weights.flatMap((weight, n) => (weight > 0 ? [n] : []));
    for (let n = 0; n < left; n += 1) {
      const node = n % pointers.length;
      pointers[node] = (pointers[node] ?? 0) + 1;
      const to = open[((pointers[node] ?? 0) * 7 + node) % open.length] ?? 0;
      counts[to] = (counts[to] ?? 0) + 1;
    }
    return counts;
  };
}

/** With cross-zone balancing off a task shares what its zone gets, which is the same for all zones. */
function zoneWeight(plan: Plan, alive: readonly boolean[], { zone }: PlannedTask): number {
  if (plan.policy !== 'zones') return 1;
  return 1 / plan.tasks.filter((task, n) => alive[n] && task.zone === zone).length;
}

function stickySpreader({ tasks, sessions }: Plan, random: Random): Spread {
  const fresh = (): { task: number; rate: number; ends: number } => ({
    task: Math.floor(random() * tasks.length),
    rate: logNormalVariate(sessions.sigma, random),
    ends: 0,
  });
  const life = (): number => -sessions.minutes * Math.log(1 - random());
  const all = Array.from({ length: sessions.count }, () => ({ ...fresh(), ends: life() }));
  return (expected, minute) => {
    for (const [n, session] of all.entries())
      if (session.ends < minute) all[n] = { ...fresh(), ends: minute + life() };
    const counts = tasks.map(() => 0);
    for (const { task, rate } of all)
      counts[task] =
        (counts[task] ?? 0) + poissonVariate((expected * rate) / sessions.count, random);
    return counts;
  };
}

/** Sum of the costs of so many requests, each 1 on average. */
function costOf({ cost, sigma }: Plan, requests: number, random: Random): number {
  if (cost === 'constant' || requests <= 0) return Math.max(0, requests);
  const square = cost === 'exponential' ? 1 : Math.exp(sigma * sigma) - 1;
  if (cost === 'exponential' || requests > 300)
    return gammaVariate(requests / square, random) * square;
  let sum = 0;
  for (let n = 0; n < requests; n += 1) sum += logNormalVariate(sigma, random);
  return sum;
}

/** Each task's minute begins up to six seconds late, and its first one is part of a minute. */
function sampled(cells: Played, { tasks }: Plan, random: Random): Played {
  const shifts = tasks.map(() => (6 * random()) / 60);
  return cells.map((row, minute) =>
    row.map((cell, n) => {
      const next = cells[minute + 1]?.[n] ?? cell;
      if (cell === undefined || next === undefined) return undefined;
      const shift = shifts[n] ?? 0;
      const cpuSeconds = cell.cpuSeconds * (1 - shift) + next.cpuSeconds * shift;
      const isFirst = minute > 0 && cells[minute - 1]?.[n] === undefined;
      return { ...cell, cpuSeconds: isFirst ? cpuSeconds * 0.5 : cpuSeconds };
    }),
  );
}
