import { findByte, holds, nowhere } from './find';
import * as layout from '../layout';

const lineFeed: u8 = 10;

/** Puts down where the matching lines are; returns where the line begins that has no end, or no room for its result. */
export function search(from: usize, to: usize): usize {
  let found = 0;
  let start = from;
  while (start < to && found < layout.mostResults) {
    const end = findByte(lineFeed, start, to);
    if (end === nowhere) break;
    if (matches(start, end)) {
      const result: usize = layout.results + found * 8;
      store<u32>(result, <u32>start);
      store<u32>(result, <u32>end, 4);
      found += 1;
    }
    start = end + 1;
  }
  store<u32>(layout.linesFound, found);
  return start;
}

function matches(start: usize, end: usize): bool {
  const count = load<u32>(layout.literalCount);
  const required = load<u32>(layout.required);
  let held: u32 = 0;
  for (let index: u32 = 0; index < count; index += 1) {
    const literal = layout.literals + index * layout.literalSize;
    if (holds(literal + 4, load<u32>(literal), start, end)) held |= 1 << index;
    else if ((required >> index) & 1) return false;
  }
  return ((load<u32>(layout.truthTable) >> held) & 1) === 1;
}
