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
}

/** A task of a service. */
export interface Place {
  readonly service: CollectedService;
  readonly rows: TaskRows;
}

export interface EventCollector {
  readonly add: (event: EventFields) => void;
  /** Where events of a task go, for who adds many of them with `appendEvent`; they must have a time and CPU. */
  readonly placeOf: (event: EventFields) => Place;
  readonly refuse: (reason: string) => void;
  readonly services: ReadonlyMap<string, CollectedService>;
  /** Lines that gave no row, by reason. */
  readonly refused: ReadonlyMap<string, number>;
}

/** An event this far behind the newest of its service has come late: the median delay is 80 s, the longest usual one 140 s. */
const lateMs = 3 * 60_000;
/** A time this far from the newest is no delay, but a clock that is wrong. */
const jumpMs = 24 * 3_600_000;

/** Puts events by service and task. Nothing is dropped in silence: what gives no row is counted by reason. */
export function eventCollector(): EventCollector {
  const services = new Map<string, CollectedService>();
  const refused = new Map<string, number>();
  const refuse = (reason: string): void => bump(refused, reason);
  const placeOf = (event: EventFields): Place => {
    const service = serviceOf(services, event);
    let rows = service.tasks.get(event.task);
    if (rows === undefined) service.tasks.set(event.task, (rows = taskRows(event.task)));
    describe(rows, event);
    return { service, rows };
  };
  const add = (event: EventFields): void => {
    if (event.type !== 'Task')
      return refuse(`events of type ${event.type}, which repeat or sum up tasks`);
    if (event.task === '' || !(event.time > 0)) return refuse('task events without task or time');
    if (Number.isNaN(event.cpu))
      return bump(serviceOf(services, event).defects, 'pending events without CPU');
    appendEvent(placeOf(event), event);
  };
  return { add, placeOf, refuse, services, refused };
}

/** Adds an event where it goes, and counts what is odd about its time. */
export function appendEvent({ service, rows }: Place, event: EventFields): void {
  const { defects, newest } = service;
  if (event.cpuReserved > 0) rows.cpuReserved = event.cpuReserved;
  if (event.memoryReserved > 0) rows.memoryReserved = event.memoryReserved;
  if (newest - event.time > jumpMs) bump(defects, 'events more than a day behind the newest');
  else if (newest - event.time > lateMs) bump(defects, 'late events');
  if (event.time > newest) service.newest = event.time;
  appendRow(rows, event.time, event.cpu, event.memory, event.received, event.packets);
}

function serviceOf(services: Map<string, CollectedService>, event: EventFields): CollectedService {
  const name = event.service === '' ? `${event.family} (no service)` : event.service;
  const key = `${event.cluster}\n${name}`;
  let service = services.get(key);
  if (service === undefined) {
    const { cluster } = event;
    service = { cluster, name, tasks: new Map(), defects: new Map(), newest: -Infinity };
    services.set(key, service);
  }
  return service;
}

function describe(rows: TaskRows, event: EventFields): void {
  if (event.zone !== '') rows.zone = event.zone;
  if (event.revision !== '') rows.revision = event.revision;
  if (event.startedAt > 0) rows.startedAt = event.startedAt;
}

export function bump(counts: Map<string, number>, key: string, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
