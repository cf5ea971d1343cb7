/** What a Fargate task reserves. */
export interface TaskSize {
  /** 1024 are a vCPU. */
  readonly cpu: number;
  readonly memoryMiB: number;
}

/** Memory in MiB that goes with each number of CPU units. Source: Amazon ECS, task CPU and memory combinations. */
const memories: ReadonlyMap<number, readonly number[]> = new Map([
  [256, [512, 1024, 2048]],
  [512, steps(1024, 4096, 1024)],
  [1024, steps(2048, 8192, 1024)],
  [2048, steps(4096, 16_384, 1024)],
  [4096, steps(8192, 30_720, 1024)],
  [8192, steps(16_384, 61_440, 4096)],
  [16_384, steps(32_768, 122_880, 8192)],
]);

export const cpuSizes: readonly number[] = [...memories.keys()];

/** All sizes, the smallest first. */
export const taskSizes: readonly TaskSize[] = [...memories].flatMap(([cpu, sizes]) =>
  sizes.map((memoryMiB) => ({ cpu, memoryMiB })),
);

/** The size of so many CPU units with the least memory that is enough; undefined where none is. */
export function sizeFor(cpu: number, memoryMiB: number): TaskSize | undefined {
  return taskSizes.find((size) => size.cpu === cpu && size.memoryMiB >= memoryMiB);
}

function steps(from: number, to: number, by: number): number[] {
  return Array.from({ length: (to - from) / by + 1 }, (_, n) => from + n * by);
}
