/** A literal prepared for being searched in bytes. */
export interface Needle {
  readonly bytes: Uint8Array;
  /** Boyer-Moore-Horspool: how far the window may move when this byte is the last in it. */
  readonly shift: Int32Array;
}

export function needleOf(literal: string): Needle {
  const bytes = new TextEncoder().encode(literal);
  const shift = new Int32Array(256).fill(bytes.length);
  for (const [i, byte] of bytes.entries()) {
    if (i < bytes.length - 1) shift[byte] = bytes.length - 1 - i;
  }
  return { bytes, shift };
}

/** The offset of the needle in `bytes[from, to)`, or -1. */
export function indexOfNeedle(bytes: Uint8Array, needle: Needle, from: number, to: number): number {
  const last = needle.bytes.length - 1;
  const lastByte = needle.bytes[last];
  let at = from + last;
  while (at < to) {
    const byte = bytes[at] ?? 0;
    if (byte === lastByte && endsAt(bytes, needle.bytes, at)) return at - last;
    at += needle.shift[byte] ?? 1;
  }
  return -1;
}

function endsAt(bytes: Uint8Array, needle: Uint8Array, at: number): boolean {
  let j = needle.length - 1;
  let i = at;
  while (j >= 0 && bytes[i] === needle[j]) {
    i -= 1;
    j -= 1;
  }
  return j < 0;
}
