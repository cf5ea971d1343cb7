import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { containerEvent, taskEvent } from './event.ts';
import { parseProcessUsage, processUsage } from './process-usage.ts';

/** Field names of a task and its container in a Fargate service, in AWS's order. */
const usageFields =
  'CpuUtilized CpuReserved MemoryUtilized MemoryReserved StorageReadBytes StorageWriteBytes NetworkRxBytes NetworkRxDropped NetworkRxErrors NetworkRxPackets NetworkTxBytes NetworkTxDropped NetworkTxErrors NetworkTxPackets';
const taskFields = `Version Type TaskId TaskDefinitionFamily TaskDefinitionRevision ServiceName ClusterName AccountID Region AvailabilityZone KnownStatus LaunchType PullStartedAt PullStoppedAt CreatedAt StartedAt Timestamp ${usageFields} EphemeralStorageReserved`;
const containerFields = `Version Type ContainerName TaskId TaskDefinitionFamily TaskDefinitionRevision ServiceName ClusterName Image ContainerKnownStatus Timestamp ${usageFields}`;

const task = {
  taskId: 'fd84326dd7a44ad48c74d2487f773e1e',
  clusterName: 'default',
  availabilityZone: 'local-1a',
  createdAt: 1_795_379_112_014,
  startedAt: 1_795_379_112_034,
};
const usage = {
  cpuUnits: 10.5,
  memoryMb: 125,
  storageReadBytes: 1,
  storageWriteBytes: 2,
  receivedBytesPerSecond: 3,
  sentBytesPerSecond: 4,
};

it("writes a task's event with exactly AWS's fields", () => {
  const event = taskEvent(task, usage, 1_795_379_129_592);
  expect(Object.keys(event).join(' ')).toBe(taskFields);
  expect(event).toMatchObject({
    Type: 'Task',
    TaskDefinitionRevision: '1',
    CpuUtilized: 10.5,
    NetworkRxBytes: 3,
    NetworkTxBytes: 4,
  });
});

it("writes a container's event with exactly AWS's fields", () => {
  const event = containerEvent(task, usage, 1_795_379_129_592);
  expect(Object.keys(event).join(' ')).toBe(containerFields);
});

it('sees the processor time, memory and writing of a real process', async () => {
  const before = await processUsage(process.pid);
  const end = process.cpuUsage().user + 200_000;
  while (process.cpuUsage().user < end);
  const after = await processUsage(process.pid);
  const spent = (after?.cpuSeconds ?? 0) - (before?.cpuSeconds ?? 0);
  expect(spent).toBeGreaterThan(0.15);
  expect(spent).toBeLessThan(2);
  const memory = process.memoryUsage.rss();
  expect(Math.abs((after?.memoryBytes ?? 0) - memory) / memory).toBeLessThan(0.2);
});

it('has nothing to say of a process that is gone', async () => {
  expect(await processUsage(0x7f_ff_ff_ff)).toBeUndefined();
});

test.prop([fc.string(), fc.nat(), fc.nat(), fc.nat()])(
  'reads the counters whatever a process calls itself',
  (name, user, system, pages) => {
    const fields = Array.from({ length: 50 }, () => '0');
    fields[11] = String(user);
    fields[12] = String(system);
    const stat = `7 (${name}) S ${fields.slice(1).join(' ')}\n`;
    const io =
      'rchar: 9\nwchar: 9\nread_bytes: 4096\nwrite_bytes: 8192\ncancelled_write_bytes: 1\n';
    expect(parseProcessUsage(stat, `100 ${pages} 3 4 5 6 7\n`, io)).toEqual({
      cpuSeconds: (user + system) / 100,
      memoryBytes: pages * 4096,
      readBytes: 4096,
      writtenBytes: 8192,
    });
  },
);
