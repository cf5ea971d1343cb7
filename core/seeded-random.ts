/** A stream of numbers in [0, 1) that depends on its seed alone. */
export type Random = () => number;

/**
 * Small seeded generator (mulberry32, public domain: 32-bit state, full period 2^32). Neither engines nor Node give a
 * seedable one, and the same seed must make the same visitors and the same data on every machine. It runs inside k6 too,
 * so this file imports nothing.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A whole number from `low` to `high`, both included. */
export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}
