import { z } from 'zod';
import type { PlacedTask } from './tasks-file.ts';

/** What is used of a record of `core/run-folder/files/topology.ts`. */
const topologyRecord = z.looseObject({
  change: z.string(),
  at: z.number(),
  instance: z
    .looseObject({
      id: z.string(),
      role: z.string(),
      address: z.string(),
      zone: z.string().optional(),
    })
    .optional(),
});

/** The topology of a run calls a task by `task-` and this much of the id that its events have. */
export const shortId = 8;

/** Whether a line is a record of what became of a run's instances. */
export function isTopologyLine(line: string): boolean {
  return recordIn(line) !== undefined;
}

/** Reads tasks and their addresses out of a run's topology, line by line; false for a line that is no record. */
export function topologyFolder(tasks: PlacedTask[]): (line: string) => boolean {
  return (line) => {
    const record = recordIn(line);
    if (record === undefined) return false;
    const { change, at, instance } = record;
    if (instance?.role !== 'task') return true;
    const name = instance.id.replace(/^task-/, '').slice(0, shortId);
    const known = tasks.findLastIndex(({ taskId }) => taskId === name);
    const before = tasks[known];
    if (change === 'gone') {
      if (before !== undefined) tasks[known] = { ...before, stoppedAt: at };
    } else if (before?.ip !== instance.address) {
      const startedAt = change === 'appeared' ? at : undefined;
      tasks.push({
        taskId: name,
        ip: instance.address,
        availabilityZone: instance.zone,
        startedAt,
      });
    }
    return true;
  };
}

function recordIn(line: string): z.infer<typeof topologyRecord> | undefined {
  if (!line.startsWith('{"change"') && !line.startsWith('{"at"')) return undefined;
  try {
    return topologyRecord.safeParse(JSON.parse(line)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
