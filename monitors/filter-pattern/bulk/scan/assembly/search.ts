import { findByte, findText, lineFeed, lineStart, nowhere } from './find';
import * as layout from '../layout';

/** Puts down where the matching lines are; returns where the line begins that has no end, or no room for its result. */
export function search(from: usize, to: usize): usize {
  const required = load<u32>(layout.required);
  /** The literal that is looked for first, if there is one without which no line matches, as a bit. */
  const first = required & (~required + 1);
  let found = 0;
  let start = from;
  while (start < to && found < layout.mostResults) {
    let end = findByte(lineFeed, start, to);
    if (end === nowhere) break;
    const place = first === 0 ? start : findLiteral(ctz(first), start, to);
    if (place === nowhere) {
      start = lineStart(to, start);
      break;
    }
    if (place > end) {
      start = lineStart(place, end + 1);
      end = findByte(lineFeed, place, to);
      if (end === nowhere) break;
    }
    if (matches(first, start, end)) {
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

/** Whether a line matches that holds the literals of `known`. */
function matches(known: u32, start: usize, end: usize): bool {
  const count = load<u32>(layout.literalCount);
  let held = known;
  for (let index: u32 = 0; index < count; index += 1) {
    if (((known >> index) & 1) === 0 && findLiteral(index, start, end) !== nowhere)
      held |= 1 << index;
  }
  return ((load<u32>(layout.truthTable) >> held) & 1) === 1;
}

function findLiteral(index: u32, from: usize, to: usize): usize {
  const literal: usize = layout.literals + index * layout.literalSize;
  return findText(literal + 4, load<u32>(literal), from, to);
}
