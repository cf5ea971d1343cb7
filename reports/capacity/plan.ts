import { erlangC } from '../../core/statistics/erlang-c.ts';
import { count } from '../words/figures.ts';
import { monthlyCost } from '../balance/prices.ts';
import type { Demand } from './per-visitor.ts';
import { type AuroraClass, auroraClasses } from '../../core/aurora-classes.ts';
import { hoursInMonth, loadBalancerHour } from './prices/billing.ts';
import type { TaskSize } from './prices/fargate-sizes.ts';
import type { PriceList } from './prices/price-list.ts';

/** What a plan takes for granted. */
export interface Assumptions {
  /** Fraction of its CPU at which a task, or a database instance, is still safe. */
  readonly ceiling: number;
  readonly zones: number;
  readonly region: string;
  readonly prices: PriceList;
}

/** What would be run. */
export interface Plan {
  readonly name: string;
  readonly visitors: number;
  readonly tasks: number;
  readonly size: TaskSize;
  readonly readers: number;
  /** Of the writer and of each reader: any of them may have to be the writer. */
  readonly databaseClass: string;
}

/** A figure of a plan: undefined where the runs, or the prices, do not tell. */
export interface PlanFigure {
  readonly name: string;
  readonly value: number | undefined;
  readonly unit: 'count' | 'rate' | 'vcpu' | 'fraction' | 'MiB' | 'ms' | 'usd';
  /** How it comes about, with the figures in it. */
  readonly formula: string;
  /** What it may be at most; absent where it is only told. */
  readonly most?: number;
}

/** Whether a plan carries its visitors: undefined where that cannot be told. */
export interface EvaluatedPlan extends Plan {
  readonly figures: readonly PlanFigure[];
  readonly monthlyUsd: number | undefined;
  readonly holds: boolean | undefined;
}

/** What the tasks that are left when the fullest zone is lost must carry. */
export function tasksLeft(tasks: number, zones: number): number {
  return tasks - Math.ceil(tasks / zones);
}

/** Part of max_connections that may be taken: others need some, and a failover opens all anew. */
export const connectionShare = 0.8;
/** Memory beyond the most that was seen. */
export const memorySpare = 1.25;

export function evaluatePlan(plan: Plan, demand: Demand, given: Assumptions): EvaluatedPlan {
  const figures = [
    ...loadFigures(plan, demand),
    ...taskFigures(plan, demand, given),
    ...databaseFigures(plan, demand, given),
    ...costFigures(plan, demand, given),
  ];
  const limits = figures.filter(({ most }) => most !== undefined);
  const isBeyond = limits.some(({ value, most = Infinity }) => value !== undefined && value > most);
  const isOpen = limits.some(({ value }) => value === undefined);
  const monthly = figures.findLast(({ unit }) => unit === 'usd');
  return {
    ...plan,
    figures,
    monthlyUsd: monthly?.value,
    holds: isBeyond ? false : isOpen ? undefined : true,
  };
}

function loadFigures({ visitors }: Plan, demand: Demand): PlanFigure[] {
  const rate = visitors * demand.requestsPerVisitor;
  return [
    {
      name: 'requests per second',
      value: rate,
      unit: 'rate',
      formula: `${count(visitors)} visitors x ${demand.requestsPerVisitor.toPrecision(3)} requests per second and visitor`,
    },
    {
      name: 'bookings per second',
      value: visitors * demand.bookingsPerVisitor,
      unit: 'rate',
      formula: `${count(visitors)} visitors x ${demand.bookingsPerVisitor.toPrecision(3)} bookings per second and visitor`,
    },
  ];
}

/** vCPU that a plan's tasks need, with what each takes without requests. */
export function vcpuNeeded(
  plan: Pick<Plan, 'visitors' | 'tasks'>,
  demand: Demand,
): number | undefined {
  const { cpu } = demand;
  if (cpu === undefined) return undefined;
  const rate = plan.visitors * demand.requestsPerVisitor;
  return plan.tasks * cpu.idle + (rate * cpu.perRequestMs) / 1000;
}

function taskFigures(plan: Plan, demand: Demand, { ceiling, zones }: Assumptions): PlanFigure[] {
  const { tasks, size } = plan;
  const left = tasksLeft(tasks, zones);
  const vcpu = size.cpu / 1024;
  const needed = vcpuNeeded(plan, demand);
  const afterLoss = vcpuNeeded({ ...plan, tasks: left }, demand);
  const peak = demand.peakToAverage;
  const busy = (of: number | undefined, count: number): number | undefined =>
    of === undefined || count === 0 ? undefined : (of * peak) / (count * vcpu);
  const rate = plan.visitors * demand.requestsPerVisitor;
  const service = (demand.cpu?.perRequestMs ?? 0) / 1000;
  const queue = erlangC(Math.max(1, Math.floor(tasks * vcpu)), rate * service);
  return [
    {
      name: 'CPU of all tasks',
      value: needed,
      unit: 'vcpu',
      formula: `tasks x ${show(demand.cpu?.idle)} vCPU idle + requests per second x ${show(demand.cpu?.perRequestMs)} ms`,
    },
    {
      name: 'CPU of the busiest task',
      value: busy(needed, tasks),
      unit: 'fraction',
      formula: `CPU of all tasks / (${tasks} x ${vcpu} vCPU) x peak to average ${peak.toFixed(2)}`,
      most: ceiling,
    },
    {
      name: 'the same with a zone lost',
      value: left === 0 ? Infinity : busy(afterLoss, left),
      unit: 'fraction',
      formula: `with ${left} of ${tasks} tasks left of ${zones} zones`,
      most: ceiling,
    },
    {
      name: 'memory of a task',
      value: demand.taskMemoryMiB === undefined ? undefined : demand.taskMemoryMiB * memorySpare,
      unit: 'MiB',
      formula: `most seen, ${show(demand.taskMemoryMiB)} MiB, x ${memorySpare}`,
      most: size.memoryMiB,
    },
    {
      name: 'mean wait for CPU',
      value: service === 0 || queue === undefined ? undefined : queue.meanWait * service * 1000,
      unit: 'ms',
      formula: `Erlang C with ${Math.max(1, Math.floor(tasks * vcpu))} vCPU and ${show(demand.cpu?.perRequestMs)} ms of service`,
    },
  ];
}

function databaseFigures(plan: Plan, demand: Demand, { ceiling }: Assumptions): PlanFigure[] {
  const cls = auroraClasses.get(plan.databaseClass);
  const { connectionsPerTask, readerVcpuPerVisitor, writerVcpuPerVisitor } = demand;
  const left = Math.max(1, plan.readers - 1);
  const connections =
    connectionsPerTask === undefined ? undefined : (plan.tasks * connectionsPerTask) / left;
  const busy = (perVisitor: number | undefined, instances: number): number | undefined =>
    perVisitor === undefined || cls === undefined
      ? undefined
      : (plan.visitors * perVisitor) / instances / cls.vcpu;
  return [
    {
      name: 'CPU of the writer',
      value: busy(writerVcpuPerVisitor, 1),
      unit: 'fraction',
      formula: `${count(plan.visitors)} visitors x ${show(writerVcpuPerVisitor)} vCPU / ${cls?.vcpu ?? '?'} vCPU`,
      most: ceiling,
    },
    {
      name: 'CPU of a reader with one lost',
      value: busy(readerVcpuPerVisitor, left),
      unit: 'fraction',
      formula: `${count(plan.visitors)} visitors x ${show(readerVcpuPerVisitor)} vCPU / ${left} readers of ${cls?.vcpu ?? '?'} vCPU`,
      most: ceiling,
    },
    {
      name: 'connections of a reader with one lost',
      value: connections,
      unit: 'count',
      formula: `${plan.tasks} tasks x ${show(connectionsPerTask)} / ${left} readers; at most ${connectionShare * 100} % of max_connections ${cls?.maxConnections ?? '?'}`,
      most: (cls?.maxConnections ?? 0) * connectionShare,
    },
  ];
}

function costFigures(plan: Plan, demand: Demand, { prices, region }: Assumptions): PlanFigure[] {
  const { tasks, size, readers, visitors } = plan;
  const cls = auroraClasses.get(plan.databaseClass);
  const fargate = monthlyCost(prices, region, tasks, {
    vcpu: size.cpu / 1024,
    memoryMiB: size.memoryMiB,
  });
  const hour = classHour(plan.databaseClass, cls, prices);
  const database = hour === undefined ? undefined : hour * (readers + 1) * hoursInMonth;
  const balancer = loadBalancerHour(
    {
      newConnectionsPerSecond: visitors * demand.sessionsPerVisitor,
      connectionSeconds: demand.sessionsPerVisitor === 0 ? 0 : 1 / demand.sessionsPerVisitor,
      requestsPerSecond: visitors * demand.requestsPerVisitor,
      kilobytesPerSecond: (visitors * demand.bytesPerVisitor) / 1000,
      rules: 10,
    },
    prices,
  );
  const month = balancer.usd * hoursInMonth;
  const all = [fargate, database, month];
  return [
    {
      name: 'tasks, a month',
      value: fargate,
      unit: 'usd',
      formula: `${tasks} x (${size.cpu / 1024} vCPU + ${size.memoryMiB / 1024} GB) x ${hoursInMonth} h, ${region}`,
    },
    {
      name: 'database instances, a month',
      value: database,
      unit: 'usd',
      formula: `${readers + 1} x ${plan.databaseClass} x ${show(hour)} x ${hoursInMonth} h; storage and I/O come on top`,
    },
    {
      name: 'load balancer, a month',
      value: month,
      unit: 'usd',
      formula: `(hour + ${balancer.units.toFixed(2)} LCU, by ${balancer.dimension}) x ${hoursInMonth} h`,
    },
    {
      name: 'together, a month',
      value: all.some((usd) => usd === undefined)
        ? undefined
        : all.reduce<number>((sum, usd) => sum + (usd ?? 0), 0),
      unit: 'usd',
      formula: `at the prices of ${prices.asOf}`,
    },
  ];
}

/** The price list's own first, since it is the user's. */
export function classHour(
  name: string,
  cls: AuroraClass | undefined,
  { aurora }: PriceList,
): number | undefined {
  return new Map(Object.entries(aurora.classHour)).get(name) ?? cls?.usdHour;
}

function show(value: number | undefined): string {
  return value === undefined ? '?' : String(Number(value.toPrecision(3)));
}
