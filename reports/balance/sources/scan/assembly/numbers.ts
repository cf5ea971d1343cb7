import * as layout from '../layout';

const dot: u8 = 46;
const zero: u8 = 48;

/** A double has no more than fifteen digits for sure. */
const mostDigits: i32 = 15;

/** Eight bytes each: what digits have in common, and what tells others from them. */
const zeros: u64 = 0x3030_3030_3030_3030;
const lowBits: u64 = 0x7f7f_7f7f_7f7f_7f7f;
const highBit: u64 = 0x8080_8080_8080_8080;
/** Takes ten, and no less, to the high bit. */
const beyondNine: u64 = 0x7676_7676_7676_7676;
const everyFourth: u64 = 0x0000_00ff_0000_00ff;

/** Where the last number ended, and what it was. */
export let after: usize = 0;
export let value: f64 = 0;

/** Reads a number without sign or exponent, eight digits at a time. */
export function readNumber(from: usize): bool {
  let run = digitsAt(from);
  if (run === 0) return false;
  let at = from + run;
  let mantissa = firstDigits(from, run);
  let left = mostDigits - run;
  if (run === 8) {
    run = digitsAt(at);
    if (run > left) return readSlowly(from);
    mantissa = mantissa * power(run) + firstDigits(at, run);
    left -= run;
    at += run;
  }
  if (load<u8>(at) !== dot) {
    after = at;
    value = <f64>mantissa;
    return true;
  }
  // Zeros in front are no digits of a double.
  if (load<u8>(from) === zero) return readSlowly(from);
  at += 1;
  let scale: u64 = 1;
  do {
    run = digitsAt(at);
    // A fraction's last digits are of no account.
    const used = min(run, left);
    mantissa = mantissa * power(used) + firstDigits(at, used);
    scale *= power(used);
    left -= used;
    at += run;
  } while (run === 8);
  after = at;
  value = <f64>mantissa / <f64>scale;
  return true;
}

/** Digit by digit. */
function readSlowly(from: usize): bool {
  let at = from;
  let mantissa: u64 = 0;
  let digits = 0;
  let scale: f64 = 0;
  for (; ; at += 1) {
    const code = load<u8>(at);
    const digit = code - zero;
    if (digit <= 9) {
      if (digits === mostDigits) {
        if (scale === 0) return false;
        continue;
      }
      mantissa = mantissa * 10 + digit;
      if (mantissa > 0) digits += 1;
      scale *= 10;
    } else if (code === dot && scale === 0) scale = 1;
    else break;
  }
  after = at;
  value = scale === 0 ? <f64>mantissa : <f64>mantissa / scale;
  return true;
}

/** How many digits there are, of eight. */
function digitsAt(at: usize): i32 {
  const bytes = load<u64>(at) ^ zeros;
  const others = (((bytes & lowBits) + beyondNine) | bytes) & highBit;
  return <i32>(ctz(others) >> 3);
}

function power(digits: i32): u64 {
  return load<u32>(layout.powers + ((<usize>digits) << 2));
}

/**
 * What the first of eight digits mean, by pairs, then fours, then all of them. Source: D. Lemire, "Quickly parsing eight
 * digits", 2018.
 */
function firstDigits(at: usize, count: i32): u64 {
  if (count === 0) return 0;
  // Those that are not meant go out in front, where they would be highest, and zeros take the places of the lowest.
  const digits = (load<u64>(at) ^ zeros) << (<u64>(64 - 8 * count));
  const pairs = digits * 10 + (digits >> 8);
  const outer = (pairs & everyFourth) * 0x000f_4240_0000_0064;
  const inner = ((pairs >> 16) & everyFourth) * 0x0000_2710_0000_0001;
  return (outer + inner) >> 32;
}
