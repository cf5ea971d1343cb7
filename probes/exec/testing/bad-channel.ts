import type { Random } from '../../../core/seeded-random.ts';

/** Time that passes only when something is due. */
export interface VirtualTime {
  readonly now: () => number;
  readonly after: (ms: number, action: () => void) => void;
  /** Lets everything happen in its order until `done`, or nothing is due any more. */
  readonly run: (done: () => boolean) => void;
}

const mostMs = 6 * 3_600_000;

export function virtualTime(start: number): VirtualTime {
  let now = start;
  const due = new Map<number, (() => void)[]>();
  return {
    now: () => now,
    after: (ms, action) => {
      const at = now + Math.max(1, Math.round(ms));
      const actions = due.get(at) ?? [];
      actions.push(action);
      due.set(at, actions);
    },
    run: (done) => {
      while (!done() && due.size > 0) {
        while (!due.has(now)) now += 1;
        if (now > start + mostMs) throw new Error('nothing came of it in six hours');
        const actions = due.get(now) ?? [];
        due.delete(now);
        for (const action of actions) action();
      }
    },
  };
}

/** How bad a channel is: shares of messages lost and doubled, and how late they are, up to. */
export interface Badness {
  readonly lost: number;
  readonly doubled: number;
  readonly damaged: number;
  readonly mostMs: number;
}

/** Bytes before the payload, of which the digest says nothing. */
const headBytes = 120;

function damage(bytes: Buffer, random: Random): void {
  const place = headBytes + Math.floor(random() * (bytes.length - headBytes));
  if (place < bytes.length) bytes[place] = ((bytes[place] ?? 0) + 1) & 0xff;
}

/** Delivers what it is given late, twice, damaged or not at all, so that order is lost as well. */
export function badChannel(
  { lost, doubled, damaged, mostMs }: Badness,
  { time, random }: { readonly time: VirtualTime; readonly random: Random },
  deliver: (bytes: Buffer) => void,
): (bytes: Buffer) => void {
  const once = (bytes: Buffer): void => {
    const copy = Buffer.from(bytes);
    if (random() < damaged) damage(copy, random);
    time.after(1 + random() * mostMs, () => deliver(copy));
  };
  return (bytes) => {
    if (random() >= lost) once(bytes);
    if (random() < doubled) once(bytes);
  };
}
