import {
  type CollectedService,
  type EventCollector,
  bump,
  jumpMs,
  jumpedEvents,
  lateEvents,
  lateMs,
  rowsOf,
} from '../events/event-collector.ts';
import { type TaskRows, appendRows } from '../events/task-rows.ts';

/** What a section of a file gave, as it goes from one thread to another. */
export type Part = Pick<EventCollector, 'services' | 'refused'>;

/** What a part is made of that need not be copied when it goes to another thread. */
export function buffersOf({ services }: Part): ArrayBuffer[] {
  return [...services.values()].flatMap(({ tasks }) =>
    [...tasks.values()].map(({ times }) => times.buffer),
  );
}

/**
 * Puts a part behind what was collected before it, as if its lines had been read one after the other.
 * @param all how many times as large as the part it is with everything that follows it
 */
export function appendPart(collector: EventCollector, part: Part, all = 1): void {
  for (const [reason, times] of part.refused) collector.refuse(reason, times);
  for (const own of part.services.values()) {
    const service = collector.serviceNamed(own.cluster, own.name);
    for (const [defect, times] of own.defects) bump(service.defects, defect, times);
    countBehind(service, own);
    service.newest = Math.max(service.newest, own.newest);
    for (const rows of own.tasks.values()) {
      // There will be more of a task that is there at the end of the part, and rows that have room need not be moved.
      const stays = (rows.times[rows.length - 1] ?? 0) >= own.newest - lateMs;
      const room = stays ? Math.ceil(rows.length * all) : rows.length;
      appendTask(rowsOf(service, rows.id, room), rows);
    }
  }
}

/**
 * An event is behind if it is so within its part, or behind the newest before the part: only those that are behind by the
 * second alone are not known to the part.
 */
function countBehind({ newest, defects }: CollectedService, part: CollectedService): void {
  const { late = [], jumped = [] } = part.behind ?? {};
  let [behind, far] = [0, 0];
  for (const { times, length } of part.tasks.values())
    for (let at = 0; at < length; at += 1) {
      const lag = newest - (times[at] ?? Number.NaN);
      if (lag > lateMs) behind += 1;
      if (lag > jumpMs) far += 1;
    }
  for (const time of late) if (!(newest - time > lateMs)) behind += 1;
  for (const time of jumped) {
    if (!(newest - time > lateMs)) behind += 1;
    if (!(newest - time > jumpMs)) far += 1;
  }
  if (behind > far) bump(defects, lateEvents, behind - far);
  if (far > 0) bump(defects, jumpedEvents, far);
}

/** What a later event tells of its task counts. */
function appendTask(into: TaskRows, rows: TaskRows): void {
  into.zone = rows.zone ?? into.zone;
  into.revision = rows.revision ?? into.revision;
  into.startedAt = rows.startedAt ?? into.startedAt;
  into.cpuReserved = rows.cpuReserved || into.cpuReserved;
  into.memoryReserved = rows.memoryReserved || into.memoryReserved;
  appendRows(into, rows);
}
