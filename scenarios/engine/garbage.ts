import { every } from '../../core/every.ts';

/** Often enough that ten thousand visitors' garbage stays below the share at which Go would begin by itself. */
const everyMs = 25_000;

/**
 * Has k6 clean up its memory ahead of time, until the signal aborts. When Go begins by itself it has little room left,
 * and makes those who allocate help: at ten thousand visitors on two busy cores that holds up all of them for half a
 * second, which their latencies would show as the system's. Asked for early, the same work disturbs nobody.
 * @throws what fetch throws, when k6 does not answer
 */
export async function collectGarbage(api: string, until: AbortSignal): Promise<void> {
  for await (const _ of every(everyMs, until)) {
    try {
      // The profile itself is of no interest; asking for it with gc=1 is the way that k6 offers.
      const response = await fetch(`http://${api}/debug/pprof/heap?gc=1`, { signal: until });
      await response.arrayBuffer();
    } catch (error) {
      if (!until.aborted) throw error;
    }
  }
}
