import { drawn, type Zone } from './answer.ts';

/** What the resolver does that tasks ask: it hands every question on, or holds answers for longer than they may be kept. */
export interface HoldingResolver {
  readonly zone: Zone;
  /** From now on it holds a reader so long, whatever the answer's time to live; 0: not at all. */
  readonly hold: (ms: number) => void;
  readonly heldMs: () => number;
}

/** A resolver of this zone's names; all its clients share an answer that it holds. @param now milliseconds */
export function holdingResolver(zone: Zone, firstMs: number, now: () => number): HoldingResolver {
  let holdMs = firstMs;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let held: string | undefined;
  return {
    zone: {
      ...zone,
      readers: () => {
        if (now() - drawnAt >= holdMs) {
          drawnAt = now();
          held = drawn(zone.readers(), zone.random());
        }
        return held === undefined ? [] : [{ address: held, weight: 1 }];
      },
    },
    hold: (ms) => {
      holdMs = ms;
      drawnAt = Number.NEGATIVE_INFINITY;
    },
    heldMs: () => holdMs,
  };
}
