import { pause } from '../../../core/pause.ts';

/**
 * By how much k6's heap may grow, relative to what is in use, before it is cleaned up. Each time all of it is looked
 * through, so half the growth is twice the work; up to a half it costs hardly any memory either, for so much lies idle
 * between what visitors hold. Go itself begins at 1.
 */
const leastGrowth = 0.5;
/** More of it saves nothing worth having. */
const mostGrowth = 3;
/** What the heaps of all processes may come to when they have grown, up to so many users as a small machine takes. */
const roomBytes = 3e9;
const fewUsers = 10_000;
/** What a virtual user of ours keeps in use, with its connection. */
const bytesPerUser = 200_000;

/**
 * How far each heap may grow, by what all virtual users keep in use; the least where their number is not known. Beyond
 * ten thousand, processor time is what runs out, and looking through all of a heap every minute takes a tenth of two
 * cores: the more there are, the more of the memory that is free they may take instead, up to a half at twice as many.
 * @param free bytes that the machine has left before they come
 */
export function heapGrowth(virtualUsers: number | undefined, free: number): number {
  if (virtualUsers === undefined || virtualUsers === 0) return leastGrowth;
  const many = Math.min(1, Math.max(0, virtualUsers / fewUsers - 1));
  const room = Math.max(roomBytes, many * (free / 2));
  const growth = room / (virtualUsers * bytesPerUser) - 1;
  return Math.min(mostGrowth, Math.max(leastGrowth, growth));
}
/** The first time, when nothing is known of it yet; and the shortest time between two. */
const shortestPauseMs = 3_000;
const longestPauseMs = 300_000;

/**
 * Has k6 clean up its memory ahead of time, until the signal aborts: each time that its heap has grown by the share
 * above, as far as the last growth tells. When Go begins by itself it has little room left, and makes those who
 * allocate help: at ten thousand visitors on two busy cores that holds up all of them for a second, which their
 * latencies would show as the system's. Asked for early, the same work disturbs hardly anybody.
 * @param api host and port of k6's own API, started with profiling
 * @param growth see heapGrowth
 * @throws what fetch throws, when k6 does not answer
 */
export async function collectGarbage(
  api: string,
  growth: number,
  until: AbortSignal,
): Promise<void> {
  let last: Heap | undefined;
  let waitMs = shortestPauseMs;
  for (;;) {
    await pause(waitMs, until);
    if (until.aborted) return;
    try {
      const begun = performance.now();
      const heap = await collect(api, until);
      waitMs = nextPause(growth, last, heap, heap.at - begun);
      last = heap;
    } catch (error) {
      if (!until.aborted) throw error;
    }
  }
}

interface Heap {
  /** Milliseconds of a steady clock. */
  readonly at: number;
  readonly bytesInUse: number;
  readonly bytesEverAllocated: number;
}

/** The heap goes on growing while it is cleaned up, so that time counts, too. */
function nextPause(growth: number, last: Heap | undefined, heap: Heap, tookMs: number): number {
  if (last === undefined) return shortestPauseMs;
  const bytesPerMs = (heap.bytesEverAllocated - last.bytesEverAllocated) / (heap.at - last.at);
  const ms = (growth * heap.bytesInUse) / bytesPerMs - tookMs;
  return Math.min(longestPauseMs, Math.max(shortestPauseMs, ms));
}

/** The way that k6 offers: a profile of the heap, before which it is cleaned up, with Go's own figures at its end. */
async function collect(api: string, until: AbortSignal): Promise<Heap> {
  const response = await fetch(`http://${api}/debug/pprof/heap?gc=1&debug=1`, { signal: until });
  const profile = await response.text();
  return {
    at: performance.now(),
    bytesInUse: figure(profile, 'HeapAlloc'),
    bytesEverAllocated: figure(profile, 'TotalAlloc'),
  };
}

function figure(profile: string, name: string): number {
  const found = new RegExp(`^# ${name} = (\\d+)$`, 'm').exec(profile)?.[1];
  if (found === undefined) throw new Error(`k6's profile does not tell ${name}`);
  return Number(found);
}
