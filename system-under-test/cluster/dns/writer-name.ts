import { setTimeout as pause } from 'node:timers/promises';

interface NameOptions {
  readonly delayMs: number;
  /** Whether a change is seen as new, old, new. */
  readonly flicker: boolean;
  readonly now: () => number;
}

/** The address that the writer's name leads to, which follows the writer with a delay, as it does in the field. */
export interface WriterName {
  readonly address: () => string;
  /** Resolves when it leads to `address` for good: the time of that. A newer move makes an older one void. */
  readonly move: (address: string) => Promise<number | undefined>;
}

/** How long each of the first two answers of a flicker stands. */
const flickerMs = 1500;

export function writerName(first: string, { delayMs, flicker, now }: NameOptions): WriterName {
  let current = first;
  let newest = 0;
  return {
    address: () => current,
    move: async (address) => {
      newest += 1;
      const own = newest;
      const before = current;
      const steps: readonly (readonly [ms: number, address: string])[] = flicker
        ? [
            [delayMs, address],
            [flickerMs, before],
            [flickerMs, address],
          ]
        : [[delayMs, address]];
      for (const [ms, to] of steps) {
        await pause(ms);
        if (own !== newest) return undefined;
        current = to;
      }
      return now();
    },
  };
}
