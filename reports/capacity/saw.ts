import { targetTracking } from '../../core/statistics/capacity/target-tracking.ts';
import type { CpuDemand } from './demand.ts';
import type { Demand } from './per-visitor.ts';
import { type EvaluatedPlan, tasksLeft } from './plan.ts';

/** A day of one service that scales itself, minute by minute. */
export interface Saw {
  readonly target: number;
  readonly visitors: readonly number[];
  /** Asked for, and serving. */
  readonly desired: readonly number[];
  readonly running: readonly number[];
  /** Mean CPU of the tasks that serve, as a fraction; may be above 1, which is load that waits. */
  readonly cpu: readonly number[];
  /** Minutes in which the busiest task was above the ceiling. */
  readonly minutesBeyond: number;
  readonly changes: number;
  /** Task hours of the day, and of the plan without autoscaling. */
  readonly taskHours: number;
  readonly fixedTaskHours: number;
  /** Mean CPU of the tasks left, were a zone lost in the worst minute: new ones come minutes later. */
  readonly afterZoneLoss: number;
  /** Whether no minute is above the ceiling, and the tasks left by a zone could do all work in any. */
  readonly holds: boolean;
}

export interface SawOptions {
  /** Fraction of CPU at which a task is still safe. */
  readonly ceiling: number;
  readonly zones: number;
  /** Seconds from the start of a task until it takes traffic. */
  readonly startUpSeconds: number;
}

const minutesOfDay = 1440;
/** Metrics of a minute arrive in the next. */
const metricDelay = 1;
/** A task that starts burns this much of its CPU meanwhile, which counts in the service's average. */
const startUpCpu = 0.9;

/** A lower target is not worth scaling: half of the tasks, and more, stand idle. */
const leastTarget = 0.2;

/**
 * The saw of autoscaling at the highest target, in whole percents, that carries the day: from that which leaves room for
 * the load of a lost zone down. At that one where none does.
 */
export function sawOf(plan: EvaluatedPlan, demand: Demand, options: SawOptions): Saw | undefined {
  const { cpu, peakToAverage } = demand;
  if (cpu === undefined) return undefined;
  const spare = tasksLeft(plan.tasks, options.zones) / plan.tasks;
  const most = Math.max(1, Math.floor(((options.ceiling * spare) / peakToAverage) * 100)) / 100;
  const highest = dayAt(most, plan, demand, cpu, options);
  let saw = highest;
  while (!saw.holds) {
    const target = Math.round(saw.target * 100 - 1) / 100;
    if (target < leastTarget) return highest;
    saw = dayAt(target, plan, demand, cpu, options);
  }
  return saw;
}

/**
 * More tasks after three minutes above the target, fewer after fifteen below 0.9 x of it, and start-up in between. The day
 * is quiet at night and has a peak in the morning and a higher one in the evening, at the plan's visitors.
 */
function dayAt(
  target: number,
  plan: EvaluatedPlan,
  demand: Demand,
  cpu: CpuDemand,
  options: SawOptions,
): Saw {
  const vcpu = plan.size.cpu / 1024;
  const least = Math.max(2, options.zones);
  const policy = {
    min: least,
    max: Math.max(least, plan.tasks * 2),
    scaleOutCooldown: 300,
    scaleInCooldown: 300,
    policies: [{ metric: 'ECSServiceAverageCPUUtilization', target: target * 100 }],
  };
  const visitors = Array.from({ length: minutesOfDay }, (_, m) =>
    Math.round(plan.visitors * dayShape(m)),
  );
  const usedBy = (count: number, tasks: number): number => {
    const rate = count * demand.requestsPerVisitor;
    return (tasks * cpu.idle + (rate * cpu.perRequestMs) / 1000) / (tasks * vcpu);
  };
  const scaling = targetTracking(policy, least);
  const ready: number[] = Array.from({ length: least }, () => 0);
  const [desired, running, used]: [number[], number[], number[]] = [[], [], []];
  const seen: number[] = [];
  let changes = 0;
  for (let minute = 0; minute < minutesOfDay; minute += 1) {
    const serving = ready.filter((at) => at <= minute).length;
    const starting = ready.length - serving;
    const own = usedBy(visitors[minute] ?? 0, Math.max(1, serving));
    const average = (serving * Math.min(1, own) + starting * startUpCpu) / ready.length;
    seen.push(average * 100);
    const change = scaling.minute({ values: [seen[minute - metricDelay] ?? null] });
    if (change !== undefined) {
      changes += 1;
      while (ready.length < change.to) ready.push(minute + options.startUpSeconds / 60);
      // The newest go first, as good as any.
      ready.splice(change.to);
    }
    desired.push(scaling.desired());
    running.push(serving);
    used.push(own);
  }
  const beyond = used.filter((own) => own * demand.peakToAverage > options.ceiling);
  const worst = afterZoneLoss(running, used, options.zones);
  return {
    target,
    visitors,
    desired,
    running,
    cpu: used,
    minutesBeyond: beyond.length,
    changes,
    taskHours: desired.reduce((sum, count) => sum + count, 0) / 60,
    fixedTaskHours: plan.tasks * 24,
    afterZoneLoss: worst,
    holds: beyond.length === 0 && worst <= 1,
  };
}

/** Part of the day's peak: a night at a twentieth, a peak at eleven, and the highest at nine in the evening. */
function dayShape(minute: number): number {
  const bump = (at: number, wide: number): number => Math.exp(-(((minute / 60 - at) / wide) ** 2));
  return Math.min(1, 0.05 + 0.6 * bump(11, 2.2) + 0.35 * bump(15.5, 3) + 0.95 * bump(21, 1.8));
}

function afterZoneLoss(running: readonly number[], cpu: readonly number[], zones: number): number {
  const worst = running.map((tasks, minute) => {
    const left = Math.max(1, tasksLeft(tasks, zones));
    return ((cpu[minute] ?? 0) * tasks) / left;
  });
  return Math.max(...worst);
}
