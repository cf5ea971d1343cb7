import { indexOfNeedle, needleOf, type Needle } from './needle.ts';

/**
 * The occurrences of one literal in a buffer, asked for at places that only move forward. The next occurrence is
 * remembered, so a literal that is rare costs one pass over the buffer and not one search a line.
 */
export interface Occurrences {
  readonly needle: Needle;
  /** The first occurrence at or after the last place asked for; beyond the buffer when there is none. */
  next: number;
}

export function occurrencesOf(literal: string): Occurrences {
  return { needle: needleOf(literal), next: -1 };
}

/** The first occurrence at or after `from`; `bytes.length` or more when there is none. */
export function nextOccurrence(bytes: Buffer, occurrences: Occurrences, from: number): number {
  if (occurrences.next < from) {
    const at = find(bytes, occurrences.needle, from);
    occurrences.next = at < 0 ? bytes.length : at;
  }
  return occurrences.next;
}

/** Whether the literal stands in `bytes[start, end)`. */
export function occursIn(
  bytes: Buffer,
  occurrences: Occurrences,
  start: number,
  end: number,
): boolean {
  return nextOccurrence(bytes, occurrences, start) + occurrences.needle.bytes.length <= end;
}

/** How far our own search goes before the native one takes over: that one is faster, but dear to call. */
const near = 512;
/**
 * How far one native search goes. It looks for the first byte alone as long as that is rare, at the speed of memory; once
 * it has met some dozens of them it goes on in a way that is several times slower, and never comes back.
 */
const far = 4096;

function find(bytes: Buffer, needle: Needle, from: number): number {
  const at = indexOfNeedle(bytes, needle, from, Math.min(from + near, bytes.length));
  if (at >= 0 || from + near >= bytes.length) return at;
  return findFar(bytes, needle.bytes, Math.max(from, from + near - needle.bytes.length + 1));
}

function findFar(bytes: Buffer, literal: Uint8Array, from: number): number {
  for (let start = from; start < bytes.length; start += far) {
    // Windows overlap, for a literal that begins in one and ends in the next.
    const at = bytes.subarray(start, start + far + literal.length - 1).indexOf(literal);
    if (at >= 0) return start + at;
  }
  return -1;
}
