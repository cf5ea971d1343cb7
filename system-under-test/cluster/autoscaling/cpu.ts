import { processUsage } from '../container-insights/process-usage.ts';

/** A process that is averaged with others of its kind. */
interface Measured {
  readonly id: string;
  readonly pid: number | null;
}

interface Usage {
  /** Cores that it kept busy since the last look. */
  readonly cores: number;
  readonly memoryBytes: number;
}

/** Makes a look: what each process used since the look before, or since it began; those that ended are left out. */
export function usageBetweenLooks(): (all: readonly Measured[]) => Promise<readonly Usage[]> {
  let before = new Map<string, number>();
  let lookedAt = performance.now();
  return async (all) => {
    const seen = await Promise.all(
      all.map(async ({ id, pid }) => ({
        id,
        usage: pid === null ? undefined : await processUsage(pid),
      })),
    );
    const now = performance.now();
    const seconds = (now - lookedAt) / 1000;
    const known = seen.flatMap(({ id, usage }) => (usage === undefined ? [] : [{ id, ...usage }]));
    const result = known.map(({ id, cpuSeconds, memoryBytes }) => {
      const last = before.get(id) ?? 0;
      // Another process under the same name begins with nothing.
      const used = cpuSeconds < last ? cpuSeconds : cpuSeconds - last;
      return { cores: used / seconds, memoryBytes };
    });
    before = new Map(known.map(({ id, cpuSeconds }) => [id, cpuSeconds]));
    lookedAt = now;
    return result;
  };
}
