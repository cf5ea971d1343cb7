import { pause } from '../../../core/pause.ts';
import { statusOf } from './api.ts';

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
  const room = Math.max(roomBytes, many * free * 0.75);
  const growth = room / (virtualUsers * bytesPerUser) - 1;
  return Math.min(mostGrowth, Math.max(leastGrowth, growth));
}
/** The first time, when nothing is known of it yet; and the shortest time between two. */
const shortestPauseMs = 3_000;
const longestPauseMs = 300_000;

/** Virtual users of whom so many play allocate little from then on, beside what they began with. */
const nearlyAll = 0.85;

/**
 * Has k6 clean up its memory ahead of time, until the signal aborts: when nearly all virtual users play, and each time
 * that its heap has grown by the share above, as far as the last growth tells. When Go begins by itself it has little
 * room left, and makes those who allocate help: at ten thousand visitors on two busy cores that holds up all of them for
 * a second, which their latencies would show as the system's. Asked for early, the same work disturbs hardly anybody,
 * and least of all before the load is held. As visitors who begin allocate several times what they do later, it is
 * looked at again when the time has come: cleaning up takes seconds of the machine.
 * @param api host and port of k6's own API, started with profiling
 * @param growth see heapGrowth
 * @throws what fetch throws, when k6 does not answer
 */
export async function collectGarbage(
  api: string,
  growth: number,
  until: AbortSignal,
): Promise<void> {
  let cleaned: Cleaned | undefined;
  let seen: Heap | undefined;
  let haveBegun = false;
  let waitMs = shortestPauseMs;
  for (;;) {
    const stepMs = haveBegun ? waitMs : shortestPauseMs;
    await pause(stepMs, until);
    if (until.aborted) return;
    waitMs -= stepMs;
    try {
      const begin: boolean = !haveBegun && (await nearlyAllPlay(api));
      haveBegun ||= begin;
      if (waitMs > 0 && !begin) continue;
      const heap = await look(api, until);
      const restMs = begin || !cleaned || !seen ? 0 : untilGrown(growth, cleaned, seen, heap);
      const next = restMs < shortestPauseMs ? await collect(api, until) : undefined;
      waitMs = next && seen ? untilGrown(growth, next, seen, next) : restMs;
      waitMs = Math.min(longestPauseMs, Math.max(shortestPauseMs, waitMs));
      cleaned = next ?? cleaned;
      seen = next ?? heap;
    } catch (error) {
      if (!until.aborted) throw error;
    }
  }
}

async function nearlyAllPlay(api: string): Promise<boolean> {
  const status = await statusOf(api);
  return status !== undefined && status.ready > 0 && status.playing >= nearlyAll * status.ready;
}

interface Heap {
  /** Milliseconds of a steady clock. */
  readonly at: number;
  readonly bytesInUse: number;
  readonly bytesEverAllocated: number;
}

/** A heap just cleaned up. */
interface Cleaned extends Heap {
  /** The heap goes on growing while it is cleaned up, so that time counts, too. */
  readonly tookMs: number;
}

/** Milliseconds from `now` until it is time, at the speed of the time since `before`. */
function untilGrown(growth: number, cleaned: Cleaned, before: Heap, now: Heap): number {
  const bytesPerMs = (now.bytesEverAllocated - before.bytesEverAllocated) / (now.at - before.at);
  const grown = now.bytesEverAllocated - cleaned.bytesEverAllocated;
  return (growth * cleaned.bytesInUse - grown) / bytesPerMs - cleaned.tookMs;
}

/** Go's own figures, at the end of the profile that k6 offers of its heap. */
async function look(api: string, until: AbortSignal, flags = ''): Promise<Heap> {
  const response = await fetch(`http://${api}/debug/pprof/heap?debug=1${flags}`, { signal: until });
  const profile = await response.text();
  return {
    at: performance.now(),
    bytesInUse: figure(profile, 'HeapAlloc'),
    bytesEverAllocated: figure(profile, 'TotalAlloc'),
  };
}

/** The way that k6 offers: the same profile, before which the heap is cleaned up. */
async function collect(api: string, until: AbortSignal): Promise<Cleaned> {
  const begun = performance.now();
  const heap = await look(api, until, '&gc=1');
  return { ...heap, tookMs: heap.at - begun };
}

function figure(profile: string, name: string): number {
  const found = new RegExp(`^# ${name} = (\\d+)$`, 'm').exec(profile)?.[1];
  if (found === undefined) throw new Error(`k6's profile does not tell ${name}`);
  return Number(found);
}
