/**
 * Numbers in the forms that k6 writes. Of any other form these functions say so (`false`), and the record is
 * left to the TypeScript side, whose csv-numbers.ts has the whole rules; where both read a number, they read the same.
 */

const zero: u32 = 48;
const dot: u8 = 46;

/** What was read last: microseconds or a whole number, and where its text ended. */
export let value: f64 = 0;
export let numberEnd: usize = 0;

/** Reads milliseconds as whole microseconds, a half rounded up. */
export function readMicros(start: usize, end: usize): bool {
  let at = behindDigits(start, end);
  if (at === start || at - start > 12) return false;
  let micros = wholeNumber(start, at) * 1000;
  if (at < end && load<u8>(at) === dot) {
    at += 1;
    let unit: u64 = 100;
    for (; at < end; at += 1) {
      const digit = digitAt(at);
      if (digit > 9) break;
      if (unit === 0) {
        micros += digit >= 5 ? 1 : 0;
        at = behindDigits(at + 1, end);
        break;
      }
      micros += digit * unit;
      unit /= 10;
    }
  }
  value = <f64>micros;
  numberEnd = at;
  return true;
}

/** Reads a whole number, as counters and gauges mostly are; zeros may follow its point. */
export function readWhole(start: usize, end: usize): bool {
  let at = behindDigits(start, end);
  if (at === start || at - start > 15) return false;
  value = <f64>wholeNumber(start, at);
  if (at < end && load<u8>(at) === dot) {
    at += 1;
    while (at < end && <u32>load<u8>(at) === zero) at += 1;
  }
  numberEnd = at;
  return true;
}

export function behindDigits(start: usize, end: usize): usize {
  let at = start;
  while (at < end && digitAt(at) <= 9) at += 1;
  return at;
}

export function wholeNumber(start: usize, end: usize): u64 {
  let number: u64 = 0;
  for (let at = start; at < end; at += 1) number = number * 10 + digitAt(at);
  return number;
}

/** More than 9 for what is no digit. */
function digitAt(at: usize): u64 {
  return <u64>(<u32>load<u8>(at) - zero);
}
