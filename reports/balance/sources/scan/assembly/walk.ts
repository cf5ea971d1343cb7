import * as layout from '../layout';
import { after, readNumber, value } from './numbers';

const quote: u8 = 34;
const comma: u8 = 44;
const colon: u8 = 58;
const open: u8 = 123;
const close: u8 = 125;
const lineFeed: u8 = 10;
/** Below it are control characters, which no text of a plain line has. */
const space: u8 = 32;

const nowhere: usize = 0;
const block: usize = 16;

const fieldCount: i32 = layout.fieldCount;
const unknownField: i32 = -1;
const timestamp: i32 = -2;

/** Reads lines that all end with a line feed; returns where the first line begins that was not read. */
export function walk(from: usize, to: usize): usize {
  let start = from;
  let found = 0;
  let why: u32 = layout.atEnd;
  while (start < to && found < layout.mostResults) {
    if (load<u8>(start) !== open) {
      why = layout.atOdd;
      break;
    }
    const prefix = load<u32>(layout.nextPrefix);
    if (prefix === layout.none || !begins(start, prefix)) {
      why = layout.atUnknown;
      break;
    }
    const end = readLine(start, to, prefix, layout.results + found * layout.resultSize);
    if (end === nowhere) {
      why = layout.atOdd;
      break;
    }
    follow(prefix);
    found += 1;
    start = end + 1;
  }
  store<u32>(layout.stoppedWhy, why);
  store<u32>(layout.resultsFound, found);
  return start;
}

/** Tasks come in much the same order minute after minute: what followed the last time is tried first. */
function follow(prefix: u32): void {
  const last = load<u32>(layout.lastPrefix);
  if (last !== layout.none) store<u32>(place(last), prefix, 8);
  store<u32>(layout.lastPrefix, prefix);
  store<u32>(layout.nextPrefix, load<u32>(place(prefix), 8));
}

function place(prefix: u32): usize {
  return layout.prefixes + prefix * layout.prefixSize;
}

/** Whether the line has these bytes first; those of a prefix have no line feed among them. */
function begins(start: usize, prefix: u32): bool {
  const bytes: usize = load<u32>(place(prefix));
  const length: usize = load<u32>(place(prefix), 4);
  if (length < block) return isSame(start, bytes, length);
  let at: usize = 0;
  // Whether they differ is asked once for four blocks.
  for (; at + 4 * block <= length; at += 4 * block) {
    const first = v128.or(differences(start, bytes, at), differences(start, bytes, at + block));
    const second = v128.or(
      differences(start, bytes, at + 2 * block),
      differences(start, bytes, at + 3 * block),
    );
    if (v128.any_true(v128.or(first, second))) return false;
  }
  for (; at + block <= length; at += block)
    if (v128.any_true(differences(start, bytes, at))) return false;
  return !v128.any_true(differences(start, bytes, length - block));
}

function differences(a: usize, b: usize, at: usize): v128 {
  return v128.xor(v128.load(a + at), v128.load(b + at));
}

/** Puts down the numbers of a line behind its prefix; nowhere for one that is not plain, else where its line feed is. */
function readLine(start: usize, to: usize, prefix: u32, result: usize): usize {
  for (let field = 0; field < fieldCount; field += 1) store<f64>(result + (field << 3), NaN, 16);
  let at = start + load<u32>(place(prefix), 4);
  let field = timestamp;
  let wanted = 0;
  let place = 0;
  // Fields that matter come early, in the order of AWS; what follows the last of them is not looked at.
  while (true) {
    if (!readNumber(at)) return nowhere;
    at = after;
    const next = load<u8>(at);
    if (next !== comma && next !== close) return nowhere;
    if (field === timestamp) store<f64>(result, value, 8);
    else if (field !== unknownField) {
      store<f64>(result + (field << 3), value, 16);
      wanted = field + 1;
    }
    if (wanted === fieldCount || next === close) break;
    const name = nameAt(place);
    // Lines have much the same names in the same order: what stood here in the line before is tried first.
    if (place < layout.mostNames && isNamed(at, name, wanted)) {
      field = load<i32>(name, 4);
      at += load<u32>(name);
      place += 1;
      continue;
    }
    if (load<u8>(at + 1) !== quote) return nowhere;
    const key = at + 2;
    let keyEnd = key;
    for (let code = load<u8>(keyEnd); code !== quote; code = load<u8>(keyEnd)) {
      if (code < space) return nowhere;
      keyEnd += 1;
    }
    if (load<u8>(keyEnd + 1) !== colon) return nowhere;
    field = fieldAt(key, keyEnd - key, wanted);
    if (place < layout.mostNames) remember(name, at, keyEnd + 2 - at, field, wanted);
    place += 1;
    at = keyEnd + 2;
  }
  const end = lineEnd(at, to);
  if (end === nowhere || load<u8>(end - 1) !== close) return nowhere;
  // An event without CPU may have its fields elsewhere: the slow way looks everywhere.
  const cpu = load<f64>(result, 16);
  if (cpu !== cpu || !(load<f64>(result, 8) > 0)) return nowhere;
  store<u32>(result, prefix);
  return end;
}

function nameAt(place: i32): usize {
  return layout.names + place * layout.nameSize;
}

/** Whether the bytes from a comma on are those of a name that was remembered while the same fields were wanted. */
function isNamed(at: usize, name: usize, wanted: i32): bool {
  const length: usize = load<u32>(name);
  if (length === 0 || load<i32>(name, 8) !== wanted) return false;
  const bytes = name + 12;
  if (length < block) return isSame(at, bytes, length);
  for (let done: usize = 0; done + block <= length; done += block)
    if (v128.any_true(differences(at, bytes, done))) return false;
  return !v128.any_true(differences(at, bytes, length - block));
}

function remember(name: usize, at: usize, length: usize, field: i32, wanted: i32): void {
  if (<i32>length > layout.nameRoom) return;
  store<u32>(name, <u32>length);
  store<i32>(name, field, 4);
  store<i32>(name, wanted, 8);
  for (let done: usize = 0; done < length; done += 1)
    store<u8>(name + 12 + done, load<u8>(at + done));
}

/** Which of the fields from `wanted` on has this name. */
function fieldAt(key: usize, length: usize, wanted: i32): i32 {
  for (let field = wanted; field < fieldCount; field += 1) {
    const name: usize = layout.fields + field * layout.fieldSize;
    if (load<u32>(name) === <u32>length && isSame(name + 4, key, length)) return field;
  }
  return unknownField;
}

function isSame(a: usize, b: usize, length: usize): bool {
  for (let at: usize = 0; at < length; at += 1)
    if (load<u8>(a + at) !== load<u8>(b + at)) return false;
  return true;
}

function lineEnd(from: usize, to: usize): usize {
  const pattern = i8x16.splat(lineFeed);
  for (let at = from; at < to; at += block) {
    const found = i8x16.eq(v128.load(at), pattern);
    if (!v128.any_true(found)) continue;
    const place = at + ctz(i8x16.bitmask(found));
    return place < to ? place : nowhere;
  }
  return nowhere;
}
