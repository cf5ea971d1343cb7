import { readFileSync } from 'node:fs';
import { functionIn, memoryIn } from '../../../../core/webassembly/exports.ts';
import * as layout from './layout.ts';

/** Names of the numbers that a line gives, in the order in which AWS writes them; an index into them is a field. */
const fields = [
  'CpuUtilized',
  'CpuReserved',
  'MemoryUtilized',
  'MemoryReserved',
  'NetworkRxBytes',
  'NetworkRxPackets',
] as const;

/** Why a walk stopped; at the end also where there is no room for more results. */
export const stopped = {
  atEnd: layout.atEnd,
  /** At a line that is not plain. */
  atOdd: layout.atOdd,
  /** At one whose prefix was not expected. */
  atUnknown: layout.atUnknown,
} as const;

/** The WebAssembly module that reads plain events sixteen bytes at a time, with a memory of its own. */
export interface LineWalker {
  /** Where lines are put, all with their ends; there is room behind them for one end more. */
  readonly input: Uint8Array;
  /** Reads whole lines from `from` to `to`; gives where the first begins that was not read. */
  readonly walk: (from: number, to: number) => number;
  /** Of the last walk. */
  readonly why: () => number;
  readonly found: () => number;
  /** Of the last walk's result: its prefix, its time, and the number of a field, NaN where there was none. */
  readonly prefix: (result: number) => number;
  readonly time: (result: number) => number;
  readonly number: (result: number, field: number) => number;
  /** Remembers the bytes that stand before the digits of a time; undefined where there is no room. */
  readonly learn: (bytes: Uint8Array) => number | undefined;
  /** Has the next line tried with this prefix. */
  readonly expect: (prefix: number) => void;
}

/** Longer prefixes are not read: behind the lines there is room for no more. */
const longestPrefix = 0x1000;

const compiled = new WebAssembly.Module(readFileSync(new URL('scan.wasm', import.meta.url)));

export function lineWalker(): LineWalker {
  const { exports } = new WebAssembly.Instance(compiled);
  const { buffer } = memoryIn(exports);
  const walk = functionIn(exports, 'walk');
  const words = new Uint32Array(buffer);
  const doubles = new Float64Array(buffer);
  const bytes = new Uint8Array(buffer);
  for (const [field, name] of fields.entries()) {
    const at = layout.fields + field * layout.fieldSize;
    words[at / 4] = name.length;
    bytes.set(Buffer.from(name), at + 4);
  }
  for (let digits = 0; digits <= layout.mostDigitsAtOnce; digits += 1)
    words[layout.powers / 4 + digits] = 10 ** digits;
  words[layout.lastPrefix / 4] = layout.none;
  words[layout.nextPrefix / 4] = layout.none;
  const resultWords = layout.resultSize / 4;
  const resultDoubles = layout.resultSize / 8;
  let [prefixes, room] = [0, layout.prefixBytes];
  return {
    input: bytes.subarray(layout.input, layout.input + layout.inputRoom),
    walk: (from, to) => walk(layout.input + from, layout.input + to) - layout.input,
    why: () => words[layout.stoppedWhy / 4] ?? 0,
    found: () => words[layout.resultsFound / 4] ?? 0,
    prefix: (result) => words[layout.results / 4 + result * resultWords] ?? 0,
    time: (result) => doubles[layout.results / 8 + result * resultDoubles + 1] ?? 0,
    number: (result, field) =>
      doubles[layout.results / 8 + result * resultDoubles + 2 + field] ?? Number.NaN,
    learn: (prefix) => {
      const end = room + prefix.length;
      if (prefix.length > longestPrefix || prefixes === layout.mostPrefixes) return undefined;
      if (end > layout.prefixBytes + layout.prefixRoom) return undefined;
      bytes.set(prefix, room);
      const at = (layout.prefixes + prefixes * layout.prefixSize) / 4;
      words.set([room, prefix.length, layout.none], at);
      room = end;
      prefixes += 1;
      return prefixes - 1;
    },
    expect: (prefix) => {
      words[layout.nextPrefix / 4] = prefix;
    },
  };
}
