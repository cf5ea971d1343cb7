import { type TaskRows, appendRow, taskRows } from './task-rows.ts';

/** What is used of a performance event. NaN and '' stand for what it lacks. */
export interface EventFields {
  type: string;
  cluster: string;
  service: string;
  family: string;
  task: string;
  zone: string;
  revision: string;
  startedAt: number;
  time: number;
  cpu: number;
  cpuReserved: number;
  memory: number;
  memoryReserved: number;
  received: number;
  packets: number;
}

/** Events of one service by task. */
export interface CollectedService {
  readonly cluster: string;
  readonly name: string;
  readonly tasks: Map<string, TaskRows>;
  readonly defects: Map<string, number>;
  newest: number;
  /** Only of a part of a file: what is behind depends on what stands before the part, too. */
  readonly behind: TimesBehind | undefined;
}

/** Times of events that came late, or more than a day behind the newest. */
export interface TimesBehind {
  readonly late: number[];
  readonly jumped: number[];
}

/** A task of a service. */
export interface Place {
  readonly service: CollectedService;
  readonly rows: TaskRows;
}

export interface EventCollector {
  readonly add: (event: EventFields) => void;
  /** Makes a service known that is not. */
  readonly serviceNamed: (cluster: string, name: string) => CollectedService;
  /** Where events of a task go, for who adds many of them with `appendEvent`; they must have a time and CPU. */
  readonly placeOf: (event: EventFields) => Place;
  readonly refuse: (reason: string, times?: number) => void;
  readonly services: ReadonlyMap<string, CollectedService>;
  /** Lines that gave no row, by reason. */
  readonly refused: ReadonlyMap<string, number>;
}

/** An event this far behind the newest of its service has come late: the median delay is 80 s, the longest usual one 140 s. */
export const lateMs = 3 * 60_000;
/** A time this far from the newest is no delay, but a clock that is wrong. */
export const jumpMs = 24 * 3_600_000;

export const lateEvents = 'late events';
export const jumpedEvents = 'events more than a day behind the newest';

/**
 * Puts events by service and task. Nothing is dropped in silence: what gives no row is counted by reason.
 * @param part where they are a part of what belongs together, to be put behind what stands before it: as how many events of
 * a task are expected
 */
export function eventCollector(part?: { readonly rows: number }): EventCollector {
  const services = new Map<string, CollectedService>();
  const refused = new Map<string, number>();
  const refuse = (reason: string, times = 1): void => bump(refused, reason, times);
  const serviceNamed = (cluster: string, name: string): CollectedService => {
    const key = `${cluster}\n${name}`;
    let service = services.get(key);
    if (service === undefined)
      services.set(key, (service = newService(cluster, name, part !== undefined)));
    return service;
  };
  const serviceOf = ({ cluster, service, family }: EventFields): CollectedService =>
    serviceNamed(cluster, service === '' ? `${family} (no service)` : service);
  const placeOf = (event: EventFields): Place => {
    const service = serviceOf(event);
    return { service, rows: rowsOf(service, event.task, part?.rows) };
  };
  const add = (event: EventFields): void => {
    if (event.type !== 'Task')
      return refuse(`events of type ${event.type}, which repeat or sum up tasks`);
    if (event.task === '' || !(event.time > 0)) return refuse('task events without task or time');
    if (Number.isNaN(event.cpu))
      return bump(serviceOf(event).defects, 'pending events without CPU');
    appendEvent(placeOf(event), event);
  };
  return { add, serviceNamed, placeOf, refuse, services, refused };
}

/** Adds an event where it goes, and counts what is odd about its time. */
export function appendEvent({ service, rows }: Place, event: EventFields): void {
  describe(rows, event);
  const lag = service.newest - event.time;
  if (lag > lateMs) countBehind(service, event.time, lag > jumpMs);
  if (event.time > service.newest) service.newest = event.time;
  appendRow(rows, event.time, event.cpu, event.memory, event.received, event.packets);
}

function countBehind({ behind, defects }: CollectedService, time: number, isJump: boolean): void {
  if (behind === undefined) bump(defects, isJump ? jumpedEvents : lateEvents);
  else (isJump ? behind.jumped : behind.late).push(time);
}

function newService(cluster: string, name: string, isPart: boolean): CollectedService {
  const behind = isPart ? { late: [], jumped: [] } : undefined;
  return { cluster, name, tasks: new Map(), defects: new Map(), newest: -Infinity, behind };
}

/** The rows of a task, which is made known where it is not. */
export function rowsOf({ tasks }: CollectedService, task: string, room?: number): TaskRows {
  let rows = tasks.get(task);
  if (rows === undefined) tasks.set(task, (rows = taskRows(task, room)));
  return rows;
}

function describe(rows: TaskRows, event: EventFields): void {
  if (event.zone !== '') rows.zone = event.zone;
  if (event.revision !== '') rows.revision = event.revision;
  if (event.startedAt > 0) rows.startedAt = event.startedAt;
  if (event.cpuReserved > 0) rows.cpuReserved = event.cpuReserved;
  if (event.memoryReserved > 0) rows.memoryReserved = event.memoryReserved;
}

export function bump(counts: Map<string, number>, key: string, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
