/** Milliseconds; the times are the plugin's and the agent's own. */
const firstTimeout = 200;
const mostTimeout = 1_000;
const leastVariation = 10;
const mostTries = 3_000;

interface Waiting {
  readonly id: string;
  readonly bytes: Buffer;
  readonly first: number;
  last: number;
  tries: number;
}

export interface Outbound {
  /** Sends a message, and keeps it until it is acknowledged. */
  readonly send: (id: string, bytes: Buffer) => void;
  readonly acknowledged: (id: string) => void;
  /** To be called about every 100 ms: sends the oldest again when it is overdue. @returns false once that is hopeless */
  readonly tick: () => boolean;
  readonly waiting: () => number;
}

/**
 * Sends again what is not acknowledged in time. The time is smoothed from those before.
 * Source: V. Jacobson, Congestion Avoidance and Control, SIGCOMM 1988; times of messages sent twice do not count, as in
 * P. Karn, C. Partridge, SIGCOMM 1987.
 * @param now milliseconds
 */
export function openOutbound(transmit: (bytes: Buffer) => void, now: () => number): Outbound {
  const queue: Waiting[] = [];
  let smoothed = 100;
  let variation = 0;
  let timeout = firstTimeout;
  return {
    send: (id, bytes) => {
      queue.push({ id, bytes, first: now(), last: now(), tries: 1 });
      transmit(bytes);
    },
    acknowledged: (id) => {
      const place = queue.findIndex((one) => one.id === id);
      const [found] = place === -1 ? [] : queue.splice(place, 1);
      if (found === undefined || found.tries > 1) return;
      const took = now() - found.first;
      variation = 0.75 * variation + 0.25 * Math.abs(smoothed - took);
      smoothed = 0.875 * smoothed + 0.125 * took;
      timeout = Math.min(mostTimeout, smoothed + Math.max(leastVariation, 4 * variation));
    },
    tick: () => {
      const [oldest] = queue;
      if (oldest === undefined || now() - oldest.last < timeout) return true;
      if (oldest.tries >= mostTries) return false;
      oldest.tries += 1;
      oldest.last = now();
      transmit(oldest.bytes);
      return true;
    },
    waiting: () => queue.length,
  };
}
