import { open } from 'node:fs/promises';
import { seededRandom } from '../core/seeded-random.ts';

const start = Date.UTC(2026, 8, 1);
const tasksPerService = 20;
const services = 10;

/**
 * Writes Container Insights task events of ten services of twenty tasks, minute after minute, until so many bytes are
 * there: as AWS writes them, 0.83 KB each. The same every time. Returns how many events.
 */
export async function writeEventsFile(path: string, bytes: number): Promise<number> {
  const random = seededRandom(1);
  const file = await open(path, 'w');
  let [written, events] = [0, 0];
  for (let minute = 0; written < bytes; minute += 1) {
    const lines: string[] = [];
    for (let service = 0; service < services; service += 1)
      for (let task = 0; task < tasksPerService; task += 1)
        lines.push(eventLine(service, task, minute, random()));
    const block = Buffer.from(`${lines.join('\n')}\n`);
    await file.write(block);
    written += block.length;
    events += lines.length;
  }
  await file.close();
  return events;
}

function eventLine(service: number, task: number, minute: number, luck: number): string {
  const id = (service * 1000 + task).toString(16).padStart(32, '3f9a');
  const started = start - 86_400_000 - task * 61_017;
  return JSON.stringify({
    Version: '0',
    Type: 'Task',
    TaskId: id,
    TaskDefinitionFamily: 'booking-web',
    TaskDefinitionRevision: '22',
    ServiceName: `service-${service}`,
    ClusterName: 'booking',
    AccountID: '123456789012',
    Region: 'eu-west-1',
    AvailabilityZone: `eu-west-1${'abc'[task % 3] ?? 'a'}`,
    KnownStatus: 'RUNNING',
    LaunchType: 'FARGATE',
    PullStartedAt: started - 20_000,
    PullStoppedAt: started - 9000,
    CreatedAt: started - 30_000,
    StartedAt: started,
    Timestamp: start + minute * 60_000,
    CpuUtilized: 300 * (1 + 0.2 * Math.sin(minute / 90)) * (0.9 + 0.2 * luck),
    CpuReserved: 1024,
    MemoryUtilized: 700 + Math.floor(luck * 100),
    MemoryReserved: 2048,
    StorageReadBytes: 40_801_282 + minute * 1111,
    StorageWriteBytes: 5_213_251 + minute * 999,
    NetworkRxBytes: 4000 + Math.floor(luck * 800),
    NetworkRxDropped: 0,
    NetworkRxErrors: 0,
    NetworkRxPackets: 24_786_918 + minute * 4000,
    NetworkTxBytes: 155_706,
    NetworkTxDropped: 0,
    NetworkTxErrors: 0,
    NetworkTxPackets: 23_051_673 + minute * 3900,
    EphemeralStorageReserved: 21.47,
  });
}
