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
 * How far the heap of a process may grow before it is cleaned up: relative to what is in use; or to so many bytes in
 * all, where Go may not begin by itself before its memory comes to `limit`.
 */
export type HeapRoom =
  | { readonly growth: number }
  | { readonly bytes: number; readonly limit: number };

/** Shares of the memory that is free: what the heaps of twice as many may take, and where Go itself steps in. */
const mostShare = 0.75;
const lastShare = 0.9;

/**
 * The room of each of the processes that play together; the least where the number of virtual users is not known. Beyond
 * ten thousand, processor time is what runs out, and looking through all of a heap takes two cores for half a minute:
 * the more there are, the more of the memory that is free they may take instead.
 * @param free bytes that the machine has left before they come
 */
export function heapRoom(
  virtualUsers: number | undefined,
  processes: number,
  free: number,
): HeapRoom {
  if (virtualUsers === undefined || virtualUsers === 0) return { growth: leastGrowth };
  if (virtualUsers > fewUsers) {
    const many = Math.min(1, virtualUsers / fewUsers - 1);
    const bytes = Math.max(roomBytes, many * free * mostShare);
    return { bytes: bytes / processes, limit: (free * lastShare) / processes };
  }
  const growth = roomBytes / (virtualUsers * bytesPerUser) - 1;
  return { growth: Math.min(mostGrowth, Math.max(leastGrowth, growth)) };
}

/** Bytes that a heap may grow by, beginning with what was in use when it was cleaned up. */
function mayGrow(room: HeapRoom, inUse: number): number {
  return 'growth' in room ? room.growth * inUse : Math.max(leastGrowth * inUse, room.bytes - inUse);
}

const shortestPauseMs = 3_000;
const longestPauseMs = 300_000;

/** Virtual users of whom so many play allocate little from then on, beside what they began with. */
const nearlyAll = 0.85;

/**
 * Has k6 clean up its memory ahead of time, until the signal aborts: when all virtual users are ready, when nearly all
 * play, and each time that its heap has taken its room, as far as the last growth tells. When Go begins by itself it
 * has little room left, and makes those who allocate help: at ten thousand visitors on two busy cores that holds up all
 * of them for a second, which their latencies would show as the system's. Asked for early, the same work disturbs hardly
 * anybody, and least of all before the load is held. But when nearly all play the machine is as busy as it will be, and
 * at twenty thousand it took a minute then, so whoever has room for what comes does without. As visitors who begin
 * allocate several times what they do later, it is looked at again when the time has come: cleaning up takes seconds of
 * the machine.
 * @param api host and port of k6's own API, started with profiling
 * @param everyMs how often it is looked at until nearly all play, and the shortest time between two clean-ups
 * @throws what fetch throws, when k6 does not answer
 */
export async function collectGarbage(
  api: string,
  room: HeapRoom,
  until: AbortSignal,
  everyMs = shortestPauseMs,
): Promise<void> {
  let cleaned: Cleaned | undefined;
  let seen: Heap | undefined;
  let users: Users = { stage: 'preparing', ready: 0 };
  let waitMs = everyMs;
  for (;;) {
    const stepMs = users.stage === 'playing' ? waitMs : everyMs;
    await pause(stepMs, until);
    if (until.aborted) return;
    waitMs -= stepMs;
    try {
      const before = users.stage;
      users = await usersAfter(users, api);
      const isNew = users.stage !== before;
      if (waitMs > 0 && !isNew) continue;
      const heap = await look(api, until);
      const isDue = isNew && (users.stage === 'ready' || !hasHalf(room, cleaned, heap));
      const restMs = isDue || !cleaned || !seen ? 0 : untilGrown(room, cleaned, seen, heap);
      const next = restMs < everyMs ? await collect(api, until) : undefined;
      waitMs = next && seen ? untilGrown(room, next, seen, next) : restMs;
      waitMs = Math.min(longestPauseMs, Math.max(everyMs, waitMs));
      cleaned = next ?? cleaned;
      seen = next ?? heap;
    } catch (error) {
      if (!until.aborted) throw error;
    }
  }
}

/** How far the virtual users have come, and how many were ready when they were looked at. */
interface Users {
  readonly stage: 'preparing' | 'ready' | 'playing';
  readonly ready: number;
}

/** They are all ready when no more have become so. */
async function usersAfter({ stage, ready: before }: Users, api: string): Promise<Users> {
  if (stage === 'playing') return { stage, ready: before };
  const { ready = 0, playing = 0 } = (await statusOf(api)) ?? {};
  if (ready > 0 && playing >= nearlyAll * ready) return { stage: 'playing', ready };
  return { stage: ready > 0 && ready === before ? 'ready' : stage, ready };
}

/** Whether half of its room is left, which lasts for minutes where memory that is free was given to it. */
function hasHalf(room: HeapRoom, cleaned: Cleaned | undefined, now: Heap): boolean {
  if (cleaned === undefined || 'growth' in room) return false;
  return 2 * grownSince(cleaned, now) < mayGrow(room, cleaned.bytesInUse);
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
function untilGrown(room: HeapRoom, cleaned: Cleaned, before: Heap, now: Heap): number {
  const bytesPerMs = grownSince(before, now) / (now.at - before.at);
  const left = mayGrow(room, cleaned.bytesInUse) - grownSince(cleaned, now);
  return left / bytesPerMs - cleaned.tookMs;
}

function grownSince(before: Heap, now: Heap): number {
  return now.bytesEverAllocated - before.bytesEverAllocated;
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
