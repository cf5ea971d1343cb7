import type { BalancerCounts, LoadMatrix, Service, Unit } from '../load/series.ts';
import { type CollectedService, bump } from './events/event-collector.ts';
import { type TargetSteps, minuteMs } from './target-counts.ts';
import type { TaskRows } from './events/task-rows.ts';
import type { PlacedTask } from './tasks-file.ts';
import { shortId } from './topology-tasks.ts';

/** A task's rows in order of time, once each. */
interface Ordered {
  readonly rows: TaskRows;
  /** Indexes into the rows. */
  readonly order: ArrayLike<number>;
}

/** What a load balancer sent to each address, in steps of one length. */
export interface BalancerSteps {
  readonly targets: ReadonlyMap<string, TargetSteps>;
  readonly stepMs: number;
}

/**
 * The matrix of a service from what was collected of it. Events of the same task and time count once; where they differ
 * the later one counts. Balancer's counts are joined by address and lifetime.
 */
export function serviceOf(
  collected: CollectedService,
  placed: readonly PlacedTask[],
  counted: BalancerSteps | undefined,
): Service {
  // In whichever order they were seen: threads see them in another one.
  const defects = new Map([...collected.defects].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const tasks = [...collected.tasks.values()].map((rows) => orderedRows(rows, defects));
  const stepMs = Math.max(stepOf(tasks), counted?.stepMs ?? 0);
  const places = new Map(placed.map((task) => [task.taskId, task]));
  const times = timesOf(tasks, stepMs);
  const units = tasks.map(({ rows }) =>
    unitOf(rows, places.get(rows.id) ?? places.get(rows.id.slice(0, shortId))),
  );
  const size = times.length * units.length;
  const matrix: LoadMatrix = {
    times,
    stepMs,
    units,
    cpu: new Float64Array(size).fill(Number.NaN),
    memory: new Float64Array(size).fill(Number.NaN),
    received: new Float64Array(size).fill(Number.NaN),
    balancer: undefined,
  };
  let missing = 0;
  for (const [unit, { rows, order }] of tasks.entries()) missing += fill(matrix, unit, rows, order);
  if (missing > 0) defects.set('missing minutes of a task', missing);
  const joined = counted === undefined ? undefined : join(matrix, places, counted.targets);
  return {
    cluster: collected.cluster,
    name: collected.name,
    matrix: { ...matrix, balancer: joined?.counts },
    defects,
    unjoined: joined?.unjoined ?? 0,
  };
}

function orderedRows(rows: TaskRows, defects: Map<string, number>): Ordered {
  const order = orderOf(rows, defects);
  let before = Number.NaN;
  let anew = 0;
  for (let n = 0; n < order.length; n += 1) {
    const packets = rows.packets[order[n] ?? -1] ?? Number.NaN;
    // Single precision: a decrease that could be rounding is none.
    if (packets < before * 0.999999) anew += 1;
    before = packets;
  }
  if (anew > 0) bump(defects, 'counters that began anew', anew);
  return { rows, order };
}

function orderOf(rows: TaskRows, defects: Map<string, number>): ArrayLike<number> {
  const { times, length } = rows;
  let ascending = 1;
  while (ascending < length && (times[ascending] ?? 0) > (times[ascending - 1] ?? 0))
    ascending += 1;
  if (ascending >= length) return asTheyAre(length);
  const sorted = asTheyAre(length).slice();
  sorted.sort((a, b) => (rows.times[a] ?? 0) - (rows.times[b] ?? 0) || a - b);
  const order: number[] = [];
  for (const index of sorted) {
    const last = order.at(-1);
    if (last === undefined || rows.times[last] !== rows.times[index]) order.push(index);
    else {
      bump(
        defects,
        rows.cpu[last] === rows.cpu[index]
          ? 'duplicate events'
          : 'events that contradict an earlier one',
      );
      order[order.length - 1] = index;
    }
  }
  return order;
}

let inOrder = new Uint32Array();

/** The indexes from 0 on: those of nearly all tasks, which share them. */
function asTheyAre(length: number): Uint32Array {
  if (inOrder.length < length) inOrder = Uint32Array.from({ length: 2 * length }, (_, at) => at);
  return inOrder.subarray(0, length);
}

/** A minute, or what most events are apart where they come more often. */
function stepOf(tasks: readonly Ordered[]): number {
  const gaps: number[] = [];
  for (const { rows, order } of tasks)
    for (let n = 1; n < Math.min(order.length, 200); n += 1)
      gaps.push((rows.times[order[n] ?? 0] ?? 0) - (rows.times[order[n - 1] ?? 0] ?? 0));
  const middle = new Float64Array(gaps).toSorted()[gaps.length >> 1] ?? minuteMs;
  return middle >= minuteMs / 2 ? minuteMs : Math.max(1000, Math.round(middle / 1000) * 1000);
}

function timesOf(tasks: readonly Ordered[], stepMs: number): Float64Array {
  const places = new Map<number, number>();
  const times: number[] = [];
  for (const { rows, order } of tasks) {
    // Tasks have much the same times one after the other: most are known where they are expected.
    let expected = 0;
    for (let n = 0; n < order.length; n += 1) {
      const time = rows.times[order[n] ?? 0] ?? 0;
      const begun = times[expected] ?? Number.NaN;
      if (!(time >= begun && time < begun + stepMs)) {
        const step = Math.floor(time / stepMs) * stepMs;
        expected = places.get(step) ?? times.push(step) - 1;
        places.set(step, expected);
      }
      expected += 1;
    }
  }
  return Float64Array.from(times).toSorted();
}

function unitOf(rows: TaskRows, placed: PlacedTask | undefined): Unit {
  return {
    id: rows.id,
    zone: rows.zone ?? placed?.availabilityZone,
    revision: rows.revision ?? placed?.revision,
    startedAt: rows.startedAt ?? placed?.startedAt ?? undefined,
    stoppedAt: placed?.stoppedAt ?? undefined,
    vcpu: rows.cpuReserved > 0 ? rows.cpuReserved / 1024 : undefined,
    memoryMiB: rows.memoryReserved > 0 ? rows.memoryReserved : undefined,
  };
}

/** Puts a task's rows into the matrix, the mean of those of a step; gives how many steps it lacks between its first and last. */
function fill(
  { times, cpu, memory, received, units, stepMs }: LoadMatrix,
  unit: number,
  rows: TaskRows,
  order: ArrayLike<number>,
): number {
  let last = -1;
  let inStep = 0;
  let row = 0;
  let missing = 0;
  for (let n = 0; n < order.length; n += 1) {
    const index = order[n] ?? 0;
    const time = rows.times[index] ?? 0;
    while ((times[row] ?? Infinity) + stepMs <= time) row += 1;
    if (row !== last) {
      if (last >= 0) missing += row - last - 1;
      inStep = 0;
    }
    last = row;
    inStep += 1;
    const at = row * units.length + unit;
    fold(cpu, at, (((rows.cpu[index] ?? 0) / 1024) * stepMs) / 1000, inStep);
    const used =
      rows.memoryReserved > 0 ? (rows.memory[index] ?? 0) / rows.memoryReserved : Number.NaN;
    fold(memory, at, used, inStep);
    fold(received, at, rows.received[index] ?? Number.NaN, inStep);
  }
  return missing;
}

/** The mean of the values of a cell, of which this is the nth. */
function fold(into: Float64Array, at: number, value: number, nth: number): void {
  into[at] = nth === 1 ? value : (into[at] ?? 0) + (value - (into[at] ?? 0)) / nth;
}

/** How long after a task's end answers that it was sent before may still be logged. */
const graceMs = 2 * minuteMs;

function join(
  matrix: LoadMatrix,
  places: ReadonlyMap<string, PlacedTask>,
  targets: ReadonlyMap<string, TargetSteps>,
): { counts: BalancerCounts; unjoined: number } | undefined {
  const { times, units, cpu, stepMs } = matrix;
  const timeIndex = new Map([...times.entries()].map(([index, time]) => [time, index]));
  const counts: BalancerCounts = {
    requests: new Float64Array(cpu.length).fill(Number.NaN),
    lost: new Float64Array(cpu.length),
    seconds: new Float64Array(cpu.length),
  };
  const unitIndex = new Map(
    units.flatMap(({ id }, index) => [
      [id.slice(0, shortId), index] as const,
      [id, index] as const,
    ]),
  );
  const byHost = Map.groupBy(places.values(), ({ ip }) => ip);
  let unjoined = 0;
  let joined = 0;
  for (const [target, steps] of targets) {
    const tasks = byHost.get(target) ?? byHost.get(target.slice(0, target.lastIndexOf(':'))) ?? [];
    for (const [n, time] of steps.times.entries()) {
      const unit = unitIndex.get(ownerAt(tasks, time, stepMs)?.taskId ?? '');
      const row = timeIndex.get(Math.floor(time / stepMs) * stepMs);
      const requests = steps.requests[n] ?? 0;
      if (unit === undefined || row === undefined) {
        unjoined += requests;
        continue;
      }
      const at = row * units.length + unit;
      const before = counts.requests[at] ?? Number.NaN;
      counts.requests[at] = (Number.isNaN(before) ? 0 : before) + requests;
      counts.lost[at] = (counts.lost[at] ?? 0) + (steps.lost[n] ?? 0);
      counts.seconds[at] = (counts.seconds[at] ?? 0) + (steps.seconds[n] ?? 0);
      joined += requests;
    }
  }
  if (joined === 0) return undefined;
  // A task that was there and is not in the balancer's log of a step that it kept had no requests.
  for (let row = 0; row < matrix.times.length; row += 1) {
    const cells = Array.from({ length: units.length }, (_, unit) => row * units.length + unit);
    if (!cells.some((at) => (counts.requests[at] ?? 0) > 0)) continue;
    for (const at of cells)
      if (!Number.isNaN(cpu[at]) && Number.isNaN(counts.requests[at])) counts.requests[at] = 0;
  }
  return { counts, unjoined };
}

/** The task that had an address in a step: the latest to start among those that lived in it. */
function ownerAt(
  tasks: readonly PlacedTask[],
  time: number,
  stepMs: number,
): PlacedTask | undefined {
  let owner: PlacedTask | undefined;
  for (const task of tasks) {
    const begins = task.startedAt ?? -Infinity;
    const ends = task.stoppedAt ?? Infinity;
    if (begins > time + stepMs || ends + graceMs < time) continue;
    const isBetter =
      owner === undefined ||
      ((owner.stoppedAt ?? Infinity) < time ? true : begins > (owner.startedAt ?? -Infinity));
    if (isBetter && !(owner !== undefined && ends < time)) owner = task;
  }
  return owner;
}
