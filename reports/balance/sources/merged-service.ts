import { type CollectedService, bump } from './events/event-collector.ts';
import { type TaskRows, appendRows, taskRows } from './events/task-rows.ts';

/** Parts of one service, as different files have them, as one; a single part is given back as it is. */
export function mergedService(parts: readonly CollectedService[]): CollectedService {
  const [first, ...others] = parts;
  if (first === undefined) throw new Error('A service has one part at least.');
  if (others.length === 0) return first;
  const tasks = new Map<string, TaskRows>();
  const defects = new Map<string, number>();
  for (const part of parts) {
    for (const [defect, times] of part.defects) bump(defects, defect, times);
    for (const rows of part.tasks.values()) {
      const known = tasks.get(rows.id) ?? taskRows(rows.id);
      tasks.set(rows.id, known);
      addAll(known, rows);
    }
  }
  const newest = Math.max(...parts.map((part) => part.newest));
  return { cluster: first.cluster, name: first.name, tasks, defects, newest, behind: undefined };
}

function addAll(into: TaskRows, rows: TaskRows): void {
  into.zone ??= rows.zone;
  into.revision ??= rows.revision;
  into.startedAt ??= rows.startedAt;
  into.cpuReserved = rows.cpuReserved || into.cpuReserved;
  into.memoryReserved = rows.memoryReserved || into.memoryReserved;
  appendRows(into, rows);
}
