import { setTimeout as pause } from 'node:timers/promises';

interface UntilOptions {
  readonly withinMs: number;
  readonly everyMs?: number;
  readonly signal?: AbortSignal;
}

/** Asks again and again; whether the condition came true in time. An aborted signal ends the wait by its reason. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  { withinMs, everyMs = 20, signal }: UntilOptions,
): Promise<boolean> {
  const end = performance.now() + withinMs;
  for (;;) {
    signal?.throwIfAborted();
    if (await condition()) return true;
    if (performance.now() >= end) return false;
    await pause(everyMs);
  }
}

/** As `until`, for attempts that throw until they succeed; the last failure is thrown when time is over. */
export async function untilItWorks<T>(
  attempt: () => Promise<T>,
  { withinMs, everyMs = 50, signal }: UntilOptions,
): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() >= end) throw error;
    }
    await pause(everyMs);
  }
}
