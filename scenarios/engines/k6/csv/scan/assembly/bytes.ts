/** Looking for bytes sixteen at a time. What stands behind `to` is read, but never found. */

export const lineFeed: u8 = 10;
export const carriageReturn: u8 = 13;
export const quote: u8 = 34;
export const comma: u8 = 44;

/** No place: nothing that is read stands at the beginning of the memory. */
export const nowhere: usize = 0;

const block: usize = 16;

/** The first line feed or quote: where a record ends, unless it is quoted. */
export function lineFeedOrQuote(from: usize, to: usize): usize {
  const feeds = i8x16.splat(lineFeed);
  const quotes = i8x16.splat(quote);
  for (let at = from; at < to; at += block) {
    const bytes = v128.load(at);
    const found = v128.or(i8x16.eq(bytes, feeds), i8x16.eq(bytes, quotes));
    if (v128.any_true(found)) return before(at + ctz(i8x16.bitmask(found)), to);
  }
  return nowhere;
}

export function find(wanted: u8, from: usize, to: usize): usize {
  const pattern = i8x16.splat(wanted);
  for (let at = from; at < to; at += block) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(at), pattern));
    if (found !== 0) return before(at + ctz(found), to);
  }
  return nowhere;
}

export function countLineFeeds(from: usize, to: usize): u32 {
  let count: u32 = 0;
  for (let at = find(lineFeed, from, to); at !== nowhere; at = find(lineFeed, at + 1, to))
    count += 1;
  return count;
}

export function sameBytes(a: usize, b: usize, length: usize): bool {
  let at: usize = 0;
  for (; at + block <= length; at += block) {
    if (v128.any_true(v128.xor(v128.load(a + at), v128.load(b + at)))) return false;
  }
  for (; at < length; at += 1) {
    if (load<u8>(a + at) !== load<u8>(b + at)) return false;
  }
  return true;
}

function before(at: usize, to: usize): usize {
  return at < to ? at : nowhere;
}
