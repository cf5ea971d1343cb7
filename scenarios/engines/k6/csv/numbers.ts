/** Numbers and times of k6's CSV, read from where they stand, without a string for each. */

const zero = 48;
const nine = 57;
const dot = 46;

/**
 * Whole microseconds of a duration in milliseconds, a half rounded up; NaN when it is no number. A negative one, such
 * as the lateness of something that was early, is 0.
 */
export function microsOf(bytes: Uint8Array, start: number, end: number): number {
  let whole = 0;
  let at = start;
  let code = byteAt(bytes, at);
  for (; at < end && code >= zero && code <= nine; code = byteAt(bytes, at)) {
    whole = whole * 10 + code - zero;
    at += 1;
  }
  if (at === start || at - start > 12 || (at < end && code !== dot))
    return roundedMicros(textOf(bytes, start, end));
  let fraction = 0;
  let scale = 1000;
  for (at += 1; at < end; at += 1) {
    code = byteAt(bytes, at);
    if (code < zero || code > nine) return roundedMicros(textOf(bytes, start, end));
    if (scale > 1) {
      fraction = fraction * 10 + code - zero;
      scale /= 10;
    } else if (scale === 1) {
      if (code >= zero + 5) fraction += 1;
      scale = 0;
    }
  }
  return whole * 1000 + fraction * Math.max(1, scale);
}

function roundedMicros(text: string): number {
  return Math.max(0, Math.round(decimal(text) * 1000));
}

/** A decimal number; NaN when it is none. Whole ones, as counters have them, cost no string. */
export function numberOf(bytes: Uint8Array, start: number, end: number): number {
  let whole = 0;
  let at = start;
  let code = byteAt(bytes, at);
  for (; at < end && code >= zero && code <= nine; code = byteAt(bytes, at)) {
    whole = whole * 10 + code - zero;
    at += 1;
  }
  if (at > start && at - start <= 15) {
    if (at === end) return whole;
    if (code === dot && onlyZeros(bytes, at + 1, end)) return whole;
  }
  return decimal(textOf(bytes, start, end));
}

function decimal(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}

function onlyZeros(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (byteAt(bytes, at) !== zero) return false;
  return true;
}

/**
 * The second since 1970 of a time in seconds, milliseconds, microseconds or nanoseconds, told apart by the number of
 * digits (up to 11, 14, 17 and 20), or of an RFC 3339 time; NaN when it is none of them.
 */
export function secondOf(bytes: Uint8Array, start: number, end: number): number {
  let digits = end - start;
  const point = digits > 20 ? -1 : dotIn(bytes, start, end);
  if (point !== -1) digits = point - start;
  const drop = digits <= 11 ? 0 : digits <= 14 ? 3 : digits <= 17 ? 6 : 9;
  if (digits < 1 || digits > 20) return rfc3339Second(textOf(bytes, start, end));
  let second = 0;
  for (let at = start; at < start + digits; at += 1) {
    const code = byteAt(bytes, at);
    if (code < zero || code > nine) return rfc3339Second(textOf(bytes, start, end));
    if (at < start + digits - drop) second = second * 10 + code - zero;
  }
  return second;
}

function dotIn(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at += 1) if (byteAt(bytes, at) === dot) return at;
  return -1;
}

function rfc3339Second(text: string): number {
  if (!/^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/.test(text))
    return Number.NaN;
  // The fraction is cut off rather than rounded, and Date.parse refuses more than it knows.
  return Date.parse(text.replace(/\.\d+/, '').toUpperCase()) / 1000;
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

function textOf(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.subarray(start, end)).toString('latin1');
}
