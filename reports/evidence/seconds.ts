/** Seconds since 1970 that something was seen in: a bit each, since a file has them for a whole day. */
export interface Seconds {
  /** Anything but a whole second is nothing to remember. */
  readonly add: (second: number) => void;
  readonly has: (second: number) => boolean;
}

const perBlock = 1024;

export function emptySeconds(): Seconds {
  const blocks = new Map<number, Uint8Array>();
  return {
    add: (second) => {
      if (!Number.isInteger(second)) return;
      const known = blocks.get(blockOf(second));
      const block = known ?? new Uint8Array(perBlock / 8);
      if (known === undefined) blocks.set(blockOf(second), block);
      const place = placeOf(second);
      block[place >> 3] = (block[place >> 3] ?? 0) | (1 << (place & 7));
    },
    has: (second) => {
      const place = placeOf(second);
      return (((blocks.get(blockOf(second))?.[place >> 3] ?? 0) >> (place & 7)) & 1) === 1;
    },
  };
}

function blockOf(second: number): number {
  return Math.floor(second / perBlock);
}

function placeOf(second: number): number {
  return second - blockOf(second) * perBlock;
}
