import type { ContainerEvent } from '../../core/formats/container-insights.ts';

export interface TaskSample {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly task: string;
  /** Fraction of the reserved CPU where a reservation is known, else of one vCPU. */
  readonly cpu: number;
  readonly memoryMiB: number;
}

/** CPU and memory of a task at a moment; none for events that are not of type `Task`, or lack one of them. */
export function taskSampleOf(event: ContainerEvent): TaskSample[] {
  const { Type, TaskId, Timestamp, CpuUtilized, CpuReserved, MemoryUtilized } = event;
  if (
    Type !== 'Task' ||
    TaskId === undefined ||
    CpuUtilized === undefined ||
    MemoryUtilized === undefined
  )
    return [];
  const reserved = CpuReserved !== undefined && CpuReserved > 0 ? CpuReserved : 1024;
  return [{ at: Timestamp, task: TaskId, cpu: CpuUtilized / reserved, memoryMiB: MemoryUtilized }];
}
