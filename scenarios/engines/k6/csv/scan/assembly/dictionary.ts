import { sameBytes } from './bytes';

/**
 * A hash table from bytes of some kind (names of metrics, ends of a metric's records) to a number. A slot: 64 bits of
 * hash, then 32 bits each of the key's place (0: the slot is free), its length, its kind, the number, and
 * two numbers for the user's own purposes.
 */

/** Slots reach to the keys, and keys to the piece. */
const slots: usize = 0x2_0000;
const slotSize: usize = 32;
/** A power of two, and twice the entries, so that the way to a free slot stays short. */
const slotCount: usize = 0x4000;
const lastIndex: usize = slotCount - 1;
const mostEntries: u32 = 0x2000;
const keys: usize = 0xa_0000;
const keysEnd: usize = 0x10_0000;

let entries: u32 = 0;
let nextKey: usize = keys;

/** The slot of these bytes, or the free one where they belong. */
export function slotOf(kind: u32, start: usize, length: usize): usize {
  const hash = hashOf(kind, start, length);
  let index = <usize>hash & lastIndex;
  while (!isFree(slots + index * slotSize)) {
    if (isEntry(slots + index * slotSize, hash, kind, start, length)) break;
    index = (index + 1) & lastIndex;
  }
  return slots + index * slotSize;
}

function isEntry(slot: usize, hash: u64, kind: u32, start: usize, length: usize): bool {
  return (
    load<u64>(slot) === hash &&
    <usize>load<u32>(slot, 12) === length &&
    load<u32>(slot, 16) === kind &&
    sameBytes(keyAt(slot), start, length)
  );
}

export function isFree(slot: usize): bool {
  return keyAt(slot) === 0;
}

export function numberIn(slot: usize): u32 {
  return load<u32>(slot, 20);
}

/** Where the user's own two numbers of 32 bits are. */
export function notesIn(slot: usize): usize {
  return slot + 24;
}

/** Fills the free slot that `slotOf` gave for these bytes; `false` when there is no room left. */
export function fill(slot: usize, kind: u32, start: usize, length: usize, number: u32): bool {
  if (entries === mostEntries || nextKey + length >= keysEnd) return false;
  memory.copy(nextKey, start, length);
  store<u64>(slot, hashOf(kind, start, length));
  store<u32>(slot, <u32>nextKey, 8);
  store<u32>(slot, <u32>length, 12);
  store<u32>(slot, kind, 16);
  store<u32>(slot, number, 20);
  store<u64>(slot, 0, 24);
  // An empty key takes a byte as well, so that no two have the same place.
  nextKey += length + 1;
  entries += 1;
  return true;
}

export function forgetAll(): void {
  memory.fill(slots, 0, slotCount * slotSize);
  nextKey = keys;
  entries = 0;
}

function keyAt(slot: usize): usize {
  return <usize>load<u32>(slot, 8);
}

const multiplier: u64 = 0x9e37_79b9_7f4a_7c15;

/** Eight bytes at a time. Those who write the file could make keys collide, which costs time and nothing else. */
function hashOf(kind: u32, start: usize, length: usize): u64 {
  let hash: u64 = (((<u64>kind) << 32) | <u64>length) * multiplier;
  let at: usize = 0;
  for (; at + 8 <= length; at += 8) hash = mixed(hash, load<u64>(start + at));
  let rest: u64 = 0;
  for (; at < length; at += 1) rest = (rest << 8) | load<u8>(start + at);
  hash = mixed(hash, rest);
  return hash ^ (hash >> 32);
}

function mixed(hash: u64, word: u64): u64 {
  return rotl<u64>((hash ^ word) * multiplier, 29);
}
