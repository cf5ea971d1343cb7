import {
  carriageReturn,
  comma,
  countLineFeeds,
  find,
  lineFeedOrQuote,
  nowhere,
  quote,
} from './bytes';
import { fill, forgetAll, isFree, notesIn, numberIn, slotOf } from './dictionary';
import * as layout from '../layout';
import { numberEnd, readMicros, readWhole, value } from './numbers';
import { endOfQuotedRecord } from './records';
import { closeTime, learnOtherTime, readTime, second, timeEnd } from './times';

/** Kind of the dictionary's entries that are names of metrics; other kinds are numbers of metrics. */
const names: u32 = u32.MAX_VALUE;

let limit: usize = 0;
/** While off, every record is left to the other side: before the header it is not known what a record means. */
let active: bool = false;

/** Where the record that `walk` stopped at belongs in the dictionary; 0 unless only its meaning was unknown. */
let openSlot: usize = 0;
let openMetric: u32 = 0;
let openStart: usize = 0;
let openLength: usize = 0;

let resultsFound: i32 = 0;
let recordsRead: u32 = 0;

/** Number of the run of results that are of the same second, one after the other; 0 is never one. */
let run: u32 = 0;
let runSecond: u32 = 0;

/** Begins anew, knowing nothing. */
export function reset(longestRecord: u32): void {
  limit = longestRecord;
  active = false;
  openSlot = 0;
  closeTime();
  forgetAll();
}

/** From now on records are read here, as far as they are known. */
export function activate(): void {
  active = true;
}

/** Makes a metric known, whose name is in memory; `false` when there are too many. */
export function want(start: usize, length: usize, known: u32): bool {
  const slot = slotOf(names, start, length);
  return !isFree(slot) || fill(slot, names, start, length, known);
}

/** Says what the record that `walk` stopped at counts for, and all that are like it but for time and value. */
export function learn(target: u32): bool {
  return openSlot !== 0 && fill(openSlot, openMetric, openStart, openLength, target);
}

/** Says which second the time of the record means that `walk` stopped at, if it did because of that time. */
export function learnTime(second: u32): void {
  learnOtherTime(second);
}

/**
 * Reads the records from `from` on, and returns where the one begins that it stopped at: one that is not known, or not
 * whole, or that there is no room left for.
 */
export function walk(from: usize, to: usize): usize {
  let start = from;
  let lines: u32 = 0;
  let why = layout.atIncomplete;
  resultsFound = 0;
  recordsRead = 0;
  openSlot = 0;
  run += 1;
  closeTime();
  for (;;) {
    let end = lineFeedOrQuote(start, to);
    if (end === nowhere) break;
    const quoted = load<u8>(end) === quote;
    if (quoted) {
      end = endOfQuotedRecord(start, end, to);
      if (end === nowhere) break;
    }
    const linesOfThis = quoted ? countLineFeeds(start, end + 1) : 1;
    if (resultsFound === layout.mostResults) {
      why = layout.fullOfResults;
      break;
    }
    if (!active || end - start > limit || !read(start, withoutReturn(start, end))) {
      why = layout.atUnknown;
      store<u32>(layout.recordEnd, <u32>end);
      store<u32>(layout.recordQuoted, quoted ? 1 : 0);
      store<u32>(layout.recordLines, linesOfThis);
      break;
    }
    lines += linesOfThis;
    start = end + 1;
  }
  store<u32>(layout.stoppedWhy, why);
  store<u32>(layout.resultsFound, resultsFound);
  store<u32>(layout.recordsRead, recordsRead);
  store<u32>(layout.linesRead, lines);
  return start;
}

function withoutReturn(start: usize, end: usize): usize {
  return end > start && load<u8>(end - 1) === carriageReturn ? end - 1 : end;
}

/** Reads one record; `false` when it is not for this side to judge. */
function read(start: usize, end: usize): bool {
  if (start === end) return true;
  const nameEnd = find(comma, start, end);
  if (nameEnd === nowhere) return false;
  const name = slotOf(names, start, nameEnd - start);
  if (isFree(name)) {
    recordsRead += 1;
    return true;
  }
  const known = numberIn(name);
  if ((known & layout.isLeft) !== 0) return false;
  if (!readTime(nameEnd + 1, end)) return false;
  const valueStart = timeEnd + 1;
  const valid =
    (known & layout.isDuration) !== 0 ? readMicros(valueStart, end) : readWhole(valueStart, end);
  if (!valid || (numberEnd !== end && !isComma(numberEnd, end))) return false;
  const metric = known >> layout.metricShift;
  // What follows the value is the same for all requests of a kind.
  const tailLength = (known & layout.isSplit) !== 0 ? end - numberEnd : 0;
  const slot = slotOf(metric, numberEnd, tailLength);
  if (isFree(slot)) {
    openSlot = slot;
    openMetric = metric;
    openStart = numberEnd;
    openLength = tailLength;
    return false;
  }
  if (second !== runSecond) {
    run += 1;
    runSecond = second;
  }
  recordsRead += 1;
  if ((known & layout.isSum) === 0 || !addToResult(notesIn(slot))) putResult(slot);
  return true;
}

function putResult(slot: usize): void {
  const result = layout.results + resultsFound * layout.resultSize;
  store<u32>(result, numberIn(slot));
  store<u32>(result, second, 4);
  store<f64>(result, value, 8);
  const notes = notesIn(slot);
  store<u32>(notes, run);
  store<u32>(notes, result, 4);
  resultsFound += 1;
}

/**
 * Adds the value to the last result of its kind; `false` when that is of another run. Whatever came in between is of
 * the same second, so that nobody can tell.
 */
function addToResult(notes: usize): bool {
  if (load<u32>(notes) !== run) return false;
  const result: usize = load<u32>(notes, 4);
  const sum = load<f64>(result, 8) + value;
  if (sum > f64.MAX_SAFE_INTEGER) return false;
  store<f64>(result, sum, 8);
  return true;
}

function isComma(at: usize, end: usize): bool {
  return at < end && load<u8>(at) === comma;
}
