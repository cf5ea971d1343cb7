/** Looks for bytes sixteen places at a time. What stands behind the end is read, but never found. */

/** No place: nothing that is searched stands at the beginning of the memory. */
export const nowhere: usize = 0;

export const lineFeed: u8 = 10;

const block: usize = 16;

export function findByte(wanted: u8, from: usize, to: usize): usize {
  const pattern = i8x16.splat(wanted);
  for (let at = from; at < to; at += block) {
    const found = i8x16.eq(v128.load(at), pattern);
    if (!v128.any_true(found)) continue;
    const place = at + ctz(i8x16.bitmask(found));
    return place < to ? place : nowhere;
  }
  return nowhere;
}

/** Where the text of `length` bytes, one at least, first stands in `[from, to)`: looks for its first and last byte at once. */
export function findText(text: usize, length: usize, from: usize, to: usize): usize {
  const first = i8x16.splat(load<u8>(text));
  const last = i8x16.splat(load<u8>(text + length - 1));
  for (let at = from; at + length <= to; at += block) {
    const ends = i8x16.eq(v128.load(at + length - 1), last);
    const both = v128.and(i8x16.eq(v128.load(at), first), ends);
    if (!v128.any_true(both)) continue;
    for (let places = i8x16.bitmask(both); places !== 0; places &= places - 1) {
      const place = at + ctz(places);
      if (place + length <= to && isSame(place, text, length)) return place;
    }
  }
  return nowhere;
}

/** Where the line begins that `at` is in, if it does not begin before `from`. */
export function lineStart(at: usize, from: usize): usize {
  let start = at;
  while (start > from && load<u8>(start - 1) !== lineFeed) start -= 1;
  return start;
}

function isSame(a: usize, b: usize, length: usize): bool {
  for (let at: usize = 0; at < length; at += 1) {
    if (load<u8>(a + at) !== load<u8>(b + at)) return false;
  }
  return true;
}
