import type { ContainerEvent } from '../../core/formats/container-insights.ts';
import type { SampleOf, SampleShape } from './samples.ts';

export interface TaskSample {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Fraction of the reserved CPU where a reservation is known, else of one vCPU. */
  readonly cpu: number;
  readonly memoryMiB: number;
  /** Fraction of the reserved memory; NaN where no reservation is known. */
  readonly memory: number;
  /** Reserved; NaN where it is not known. */
  readonly vcpu: number;
}

export const taskShape: SampleShape<TaskSample> = {
  numbersOf: ({ at, cpu, memoryMiB, memory, vcpu }) => [at, cpu, memoryMiB, memory, vcpu],
  sampleOf: (number) => ({
    at: number(0),
    cpu: number(1),
    memoryMiB: number(2),
    memory: number(3),
    vcpu: number(4),
  }),
};

/** CPU and memory of a task at a moment; undefined for events that are not of type `Task`, or lack one of them. */
export function taskSampleOf(event: ContainerEvent): SampleOf<TaskSample> | undefined {
  const { Type, TaskId, Timestamp, CpuUtilized, CpuReserved, MemoryUtilized, MemoryReserved } =
    event;
  if (
    Type !== 'Task' ||
    TaskId === undefined ||
    CpuUtilized === undefined ||
    MemoryUtilized === undefined
  )
    return undefined;
  const isReserved = CpuReserved !== undefined && CpuReserved > 0;
  const reserved = isReserved ? CpuReserved : 1024;
  return {
    of: TaskId,
    sample: {
      at: Timestamp,
      cpu: CpuUtilized / reserved,
      memoryMiB: MemoryUtilized,
      memory:
        MemoryReserved !== undefined && MemoryReserved > 0
          ? MemoryUtilized / MemoryReserved
          : Number.NaN,
      vcpu: isReserved ? reserved / 1024 : Number.NaN,
    },
  };
}
