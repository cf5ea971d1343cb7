import type { GeneratorHealthLine } from '../../core/run-folder/files/generator-health.ts';
import type { ReaderSample } from '../../core/run-folder/files/readers.ts';
import type { WriterSample } from '../../core/run-folder/files/writer.ts';
import { seededRandom } from '../../core/seeded-random.ts';
import { type Shape, visitorsAt } from './synthetic-load.ts';

/** A generator and a machine with room to spare. */
export function healthLines(shape: Shape): GeneratorHealthLine[] {
  const random = seededRandom(shape.seed + 1);
  return Array.from({ length: shape.seconds }, (_, second) => {
    const visitors = visitorsAt(shape, second);
    const work = Math.min(1, visitors / 12_000);
    return {
      at: (shape.from + second) * 1000,
      machineCpu: Math.min(0.95, 0.1 + work * 0.7 + random() * 0.08),
      generatorCpu: 0.05 + work * 0.25 + random() * 0.03,
      generatorMemoryBytes: 150e6 + visitors * 260e3,
      machineMemoryAvailableBytes: 20e9 - visitors * 300e3,
      generatorOpenFiles: 30 + visitors,
      openFilesLimit: 20_000,
      ephemeralPorts: visitors,
      ephemeralPortsLimit: 28_232,
      schedulingLagMs: random() * 4,
    };
  });
}

/** Two readers that share the queries as 46 to 54, sampled once a second. */
export function readerSamples(shape: Shape): ReaderSample[] {
  const random = seededRandom(shape.seed + 2);
  const totals = [50_000, 48_000];
  const samples: ReaderSample[] = [];
  for (let second = 0; second < shape.seconds; second += 1) {
    const queries = visitorsAt(shape, second) * 0.09;
    for (const [index, share] of [0.46, 0.54].entries()) {
      totals[index] = (totals[index] ?? 0) + Math.round(queries * share * (0.9 + random() * 0.2));
      samples.push({
        at: (shape.from + second) * 1000,
        reader: `reader-${index + 1}`,
        connections: Math.round(22 * share + random()),
        queriesTotal: totals[index] ?? 0,
        replicaLagSeconds: 0,
      });
    }
  }
  return samples;
}

/** vCPU of a writer that takes 0.05 without visitors, and 2 more with 10,000. */
export function writerSamples(shape: Shape): WriterSample[] {
  let cpuSeconds = 12;
  return Array.from({ length: shape.seconds }, (_, second) => ({
    at: (shape.from + second) * 1000,
    writer: 'writer',
    cpuSeconds: (cpuSeconds += 0.05 + (visitorsAt(shape, second) / 10_000) * 2),
  }));
}

/** Container Insights events of three tasks, every 5 s, with the fields that reports read. */
export function taskEvents(shape: Shape): object[] {
  const random = seededRandom(shape.seed + 3);
  const events: object[] = [];
  for (let second = 0; second < shape.seconds; second += 5) {
    for (const task of ['a', 'b', 'c']) {
      const common = {
        Version: '0',
        TaskId: task.repeat(32),
        ClusterName: 'default',
        Timestamp: (shape.from + second) * 1000,
        CpuUtilized: (visitorsAt(shape, second) / 10_000) * 300 + random() * 40,
        CpuReserved: 1024,
        MemoryUtilized: Math.round(140 + second / 10 + random() * 8),
        MemoryReserved: 2048,
      };
      events.push(
        { ...common, Type: 'Task' },
        { ...common, Type: 'Container', ContainerName: 'pms' },
      );
    }
  }
  return events;
}
