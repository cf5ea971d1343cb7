import { z } from 'zod';
import { parserOf } from '../../core/run-folder/read-records.ts';
import { readNdjson, type ReadOptions } from '../../core/run-folder/ndjson.ts';
import { runFile } from '../../core/run-folder/layout.ts';

/** What the report needs of a Container Insights performance event. CPU in units of 1/1024 vCPU, memory in MiB. */
const performanceEvent = z.looseObject({
  Type: z.string(),
  TaskId: z.string().optional(),
  Timestamp: z.number(),
  CpuUtilized: z.number().optional(),
  CpuReserved: z.number().optional(),
  MemoryUtilized: z.number().optional(),
});

export interface TaskSample {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly task: string;
  /** Fraction of the reserved CPU where a reservation is known, else of one vCPU. */
  readonly cpu: number;
  readonly memoryMiB: number;
}

/** CPU and memory of each task over time, from the events of type `Task`. */
export async function readTaskSamples(folder: string, options: ReadOptions): Promise<TaskSample[]> {
  const samples: TaskSample[] = [];
  for await (const event of readNdjson(
    runFile(folder, 'containerEvents'),
    parserOf(performanceEvent),
    options,
  )) {
    const { Type, TaskId, Timestamp, CpuUtilized, CpuReserved, MemoryUtilized } = event;
    if (
      Type !== 'Task' ||
      TaskId === undefined ||
      CpuUtilized === undefined ||
      MemoryUtilized === undefined
    )
      continue;
    const reserved = CpuReserved !== undefined && CpuReserved > 0 ? CpuReserved : 1024;
    samples.push({
      at: Timestamp,
      task: TaskId,
      cpu: CpuUtilized / reserved,
      memoryMiB: MemoryUtilized,
    });
  }
  return samples;
}
