import { z } from 'zod';
import type { EventCollector, EventFields } from './events/event-collector.ts';
import { sum as total } from '../../../core/statistics/sample.ts';
import type { PlacedTask } from './tasks-file.ts';

/** What the task metadata endpoint (version 4) answers at `/task`, as far as it is used here. */
const taskShape = z.looseObject({
  TaskARN: z.string(),
  Cluster: z.string(),
  Family: z.string().default(''),
  ServiceName: z.string().default(''),
  Revision: z.string().default(''),
  AvailabilityZone: z.string().optional(),
  PullStartedAt: z.iso.datetime().optional(),
  /** vCPU and MiB of the whole task; on EC2 there may be none. */
  Limits: z.looseObject({ CPU: z.number().optional(), Memory: z.number().optional() }).optional(),
  Containers: z
    .array(
      z.looseObject({
        StartedAt: z.iso.datetime().optional(),
        Networks: z
          .array(z.looseObject({ IPv4Addresses: z.array(z.string()).optional() }))
          .optional(),
      }),
    )
    .default([]),
});
type Task = z.infer<typeof taskShape>;

const cpuShape = z.looseObject({ cpu_usage: z.looseObject({ total_usage: z.number() }) });

/** One container in what it answers at `/task/stats`: counters now and at the reading before. */
const containerShape = z.looseObject({
  read: z.iso.datetime(),
  preread: z.iso.datetime(),
  cpu_stats: cpuShape,
  precpu_stats: cpuShape,
  memory_stats: z.looseObject({
    usage: z.number().default(0),
    stats: z.looseObject({ cache: z.number().default(0) }).optional(),
  }),
  networks: z.record(z.string(), z.looseObject({ rx_packets: z.number() })).default({}),
  network_rate_stats: z.looseObject({ rx_bytes_per_sec: z.number() }).nullish(),
});
/** A container that has not started has no statistics. */
const statsShape = z.record(z.string(), containerShape.nullable());

/** Whether a line is what `/task` answers. */
export function isTaskLine(line: string): boolean {
  return taskShape.safeParse(jsonIn(line)).success;
}

/**
 * Reads a file of one task or of several: a line of `/task`, then one of `/task/stats` for each second or whatever it was
 * asked in; what is shared with performance events has their units. CPU is that between the two readings that each answer
 * has, so that a missing second does no harm. False for a line that is neither.
 * Source: Amazon ECS Developer Guide, "Task metadata endpoint version 4".
 */
export function taskStatsFolder(
  events: EventCollector,
  tasks: PlacedTask[],
): (line: string) => boolean {
  let current: Task | undefined;
  return (line) => {
    const document = jsonIn(line);
    const task = taskShape.safeParse(document);
    if (task.success) {
      current = task.data;
      tasks.push(...placedIn(task.data));
      return true;
    }
    const stats = statsShape.safeParse(document);
    if (!stats.success || current === undefined) return false;
    events.add(eventOf(current, stats.data));
    return true;
  };
}

const bytesInMiB = 1024 * 1024;
const unitsOfVcpu = 1024;
const nanoseconds = 1e9;

function eventOf(task: Task, stats: z.infer<typeof statsShape>): EventFields {
  const containers = Object.values(stats).filter((one) => one !== null);
  const reads = containers.map(({ read }) => Date.parse(read));
  const cores = containers.map(({ read, preread, cpu_stats, precpu_stats }) => {
    const spent = cpu_stats.cpu_usage.total_usage - precpu_stats.cpu_usage.total_usage;
    const seconds = (Date.parse(read) - Date.parse(preread)) / 1000;
    // A first reading has none before it, and a container that began anew counts from zero.
    return seconds > 0 && spent >= 0 ? spent / nanoseconds / seconds : Number.NaN;
  });
  return {
    type: 'Task',
    cluster: task.Cluster.slice(task.Cluster.lastIndexOf('/') + 1),
    service: task.ServiceName,
    family: task.Family,
    task: idOf(task),
    zone: task.AvailabilityZone ?? '',
    revision: task.Revision,
    startedAt: startOf(task) ?? Number.NaN,
    time: Math.max(...reads),
    cpu: cores.length === 0 ? Number.NaN : total(cores) * unitsOfVcpu,
    cpuReserved: (task.Limits?.CPU ?? Number.NaN) * unitsOfVcpu,
    memory:
      total(containers.map(({ memory_stats: { usage, stats: of } }) => usage - (of?.cache ?? 0))) /
      bytesInMiB,
    memoryReserved: task.Limits?.Memory ?? Number.NaN,
    received: shared(
      containers.flatMap(({ network_rate_stats: rate }) => rate?.rx_bytes_per_sec ?? []),
    ),
    packets: shared(
      containers.map(({ networks }) =>
        total(Object.values(networks).map(({ rx_packets: packets }) => packets)),
      ),
    ),
  };
}

/** All containers of a task share its network, and each tells of all of it. */
function shared(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : Math.max(...values);
}

function placedIn(task: Task): PlacedTask[] {
  const addresses = task.Containers.flatMap(({ Networks = [] }) =>
    Networks.flatMap(({ IPv4Addresses = [] }) => IPv4Addresses),
  );
  const [ip] = addresses;
  if (ip === undefined) return [];
  const { AvailabilityZone: availabilityZone, Revision: revision } = task;
  return [{ taskId: idOf(task), ip, availabilityZone, revision, startedAt: startOf(task) }];
}

function idOf({ TaskARN }: Task): string {
  return TaskARN.slice(TaskARN.lastIndexOf('/') + 1);
}

/** When its last container started: from then on it may have visitors. */
function startOf({ Containers }: Task): number | undefined {
  const starts = Containers.flatMap(({ StartedAt }) =>
    StartedAt === undefined ? [] : [Date.parse(StartedAt)],
  );
  return starts.length === 0 ? undefined : Math.max(...starts);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
