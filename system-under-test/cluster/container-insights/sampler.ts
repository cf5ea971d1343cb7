import { appendFile } from 'node:fs/promises';
import type { TargetStatus } from '../load-balancer/admin.ts';
import { containerEvent, taskEvent, type TaskIdentity } from './event.ts';
import { processUsage, type ProcessUsage } from './process-usage.ts';

export interface SampledTask extends TaskIdentity {
  readonly pid: number;
  /** `address:port`, by which the load balancer knows it. */
  readonly address: string;
}

interface Sample extends ProcessUsage {
  /** Milliseconds, of a clock that never jumps. */
  readonly at: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

export const sampleEveryMs = 5000;

/**
 * Makes the sampler: each call writes one Task and one Container event per task that was there at the call before.
 * @param file events are appended here, one JSON document a line
 */
export function createSampler(file: string, now: () => number) {
  let before = new Map<string, Sample>();
  return async (
    tasks: readonly SampledTask[],
    statuses: readonly TargetStatus[],
  ): Promise<void> => {
    const current = new Map<string, Sample>();
    const lines: string[] = [];
    for (const task of tasks) {
      const usage = await processUsage(task.pid);
      if (usage === undefined) continue;
      const status = statuses.find(({ address }) => address === task.address);
      const { bytesIn = 0, bytesOut = 0 } = status ?? {};
      const sample = { ...usage, at: performance.now(), bytesIn, bytesOut };
      current.set(task.taskId, sample);
      const last = before.get(task.taskId);
      if (last !== undefined) lines.push(...eventLines(task, last, sample, now()));
    }
    before = current;
    if (lines.length > 0) await appendFile(file, lines.join(''));
  };
}

function eventLines(task: TaskIdentity, last: Sample, next: Sample, timestamp: number): string[] {
  const seconds = (next.at - last.at) / 1000;
  // The load balancer's counters begin anew when it was restarted.
  const rate = (from: number, to: number): number => Math.round(Math.max(0, to - from) / seconds);
  const usage = {
    cpuUnits: ((next.cpuSeconds - last.cpuSeconds) / seconds) * 1024,
    memoryMb: Math.round(next.memoryBytes / 1024 / 1024),
    storageReadBytes: next.readBytes,
    storageWriteBytes: next.writtenBytes,
    receivedBytesPerSecond: rate(last.bytesIn, next.bytesIn),
    sentBytesPerSecond: rate(last.bytesOut, next.bytesOut),
  };
  return [taskEvent, containerEvent].map(
    (event) => `${JSON.stringify(event(task, usage, timestamp))}\n`,
  );
}
