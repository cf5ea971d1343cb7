import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Target } from '../../targets/target.ts';
import { tasksOf } from './faults.ts';

/** Writes what a cluster tells of its tasks into a folder, until the signal aborts: events, access log, tasks. */
export async function record(target: Target, folder: string, until: AbortSignal): Promise<void> {
  const tasks = (await tasksOf(target)).map(({ id, address, zone }) => ({
    taskId: id.replace(/^task-/, ''),
    ip: address,
    availabilityZone: zone,
  }));
  await writeFile(join(folder, 'pms.tasks.json'), JSON.stringify(tasks));
  const { containerEvents, accessLog } = target;
  if (containerEvents === undefined || accessLog === undefined)
    throw new Error('the cluster tells nothing of its tasks');
  await Promise.all([
    write(containerEvents(until), join(folder, 'pms.events.ndjson')),
    write(accessLog(until), join(folder, 'pms.alb.log')),
  ]);
}

async function write(lines: AsyncIterable<string>, path: string): Promise<void> {
  await pipeline(lines, withEnds, createWriteStream(path));
}

async function* withEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}
