import { comma, find, nowhere, quote, sameBytes } from './bytes';
import { behindDigits, wholeNumber } from './numbers';

/** What was read last: a second since 1970, and where its text ended. */
export let second: u32 = 0;
export let timeEnd: usize = 0;

/** A time of another form, as it was learned: most records of a second have the same text. */
const otherText: usize = 2048;
const longestOther: usize = 64;
let otherLength: usize = 0;
let otherSecond: u32 = 0;

/** A time of another form that was met but is not known. */
let openStart: usize = 0;
let openLength: usize = 0;

/** Reads a time; `false` when it has another form than k6's usual one, and is not the one that was learned last. */
export function readTime(start: usize, end: usize): bool {
  return readDigits(start, end) || readOther(start, end);
}

/** A time without a fraction, in seconds to nanoseconds: its digits tell which. */
function readDigits(start: usize, end: usize): bool {
  const at = behindDigits(start, end);
  const digits: u32 = <u32>(at - start);
  const dropped: u32 = digits <= 11 ? 0 : digits <= 14 ? 3 : digits <= 17 ? 6 : 9;
  if (digits < 1 || digits > 20 || at === end || load<u8>(at) !== comma) return false;
  const seconds = wholeNumber(start, at - dropped);
  if (seconds > <u64>u32.MAX_VALUE) return false;
  second = <u32>seconds;
  timeEnd = at;
  return true;
}

function readOther(start: usize, end: usize): bool {
  const at = find(comma, start, end);
  // Within quotes the comma might be part of the time.
  if (at === nowhere || at === start || load<u8>(start) === quote) return false;
  const length = at - start;
  if (length === otherLength && sameBytes(otherText, start, length)) {
    second = otherSecond;
    timeEnd = at;
    return true;
  }
  openStart = start;
  openLength = length <= longestOther ? length : 0;
  return false;
}

export function learnOtherTime(meaning: u32): void {
  if (openLength === 0) return;
  memory.copy(otherText, openStart, openLength);
  otherLength = openLength;
  otherSecond = meaning;
  openLength = 0;
}

/** No time is open any more: what was read has been replaced, or a record was read that had none. */
export function closeTime(): void {
  openLength = 0;
}
