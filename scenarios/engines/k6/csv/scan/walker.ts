import { readFileSync } from 'node:fs';
import { functionIn, memoryIn } from '../../../../../core/webassembly/exports.ts';
import * as layout from './layout.ts';

/** What one walk found. */
export interface Walked {
  readonly why: number;
  /** Where the record begins at which the walk stopped; if `atUnknown`, the line feed that ends it. */
  readonly start: number;
  readonly end: number;
  /** Whether there is a quote in that record, and the lines that it has. */
  readonly quoted: boolean;
  readonly recordLines: number;
  /** What was read before: lines, records, and of the latter those that give a result. */
  readonly lines: number;
  readonly records: number;
  readonly results: number;
}

/** The WebAssembly module with a memory of its own: see README.md. */
export interface Walker {
  /** The two pieces of the file and what is kept before each, to be filled from outside: see layout.ts. */
  readonly pieces: Uint8Array;
  /** Forgets everything that it was told, and reads nothing until `activate`. */
  readonly reset: () => void;
  readonly activate: () => void;
  /** Tells of a metric whose records are to be read. */
  readonly want: (name: string, metric: number, flags: number) => void;
  /** Reads from `from` as far as it can, at most to `to`. The object is the same every time. */
  readonly walk: (from: number, to: number) => Walked;
  /**
   * Has the record that was unknown, and all that are like it but for time and value, from now on give results for
   * `target`; false when it was left for another reason, or there is no room.
   */
  readonly learn: (target: number) => boolean;
  /** Says which second the time of that record means, for the case that its form is not k6's usual one. */
  readonly learnTime: (second: number) => void;
  /** Of the last walk's result number `index`. Second since 1970; microseconds or a whole number. */
  readonly target: (index: number) => number;
  readonly second: (index: number) => number;
  readonly value: (index: number) => number;
}

const compiled = new WebAssembly.Module(readFileSync(new URL('scan.wasm', import.meta.url)));

/** What 32 bits hold: until 2106. */
const mostSeconds = 0xffff_ffff;

/** @param longest bytes of the longest record that is read; longer ones are left */
export function createWalker(longest: number): Walker {
  const { exports } = new WebAssembly.Instance(compiled);
  const { buffer } = memoryIn(exports);
  const pieces = new Uint8Array(buffer, layout.pieces, 2 * (layout.keptRoom + layout.pieceRoom));
  const words = new Uint32Array(buffer);
  const doubles = new Float64Array(buffer);
  const [reset, activate, want, learn, learnTime, walk] = [
    functionIn(exports, 'reset'),
    functionIn(exports, 'activate'),
    functionIn(exports, 'want'),
    functionIn(exports, 'learn'),
    functionIn(exports, 'learnTime'),
    functionIn(exports, 'walk'),
  ];
  const walked = {
    why: 0,
    start: 0,
    end: 0,
    quoted: false,
    recordLines: 0,
    lines: 0,
    records: 0,
    results: 0,
  };
  reset(longest);
  return {
    pieces,
    reset: () => void reset(longest),
    activate: () => void activate(),
    want: (name, metric, flags) => {
      // Where results are at other times: the pieces are in use.
      const length = Buffer.from(buffer, layout.results).write(name, 'latin1');
      if (want(layout.results, length, (metric << layout.metricShift) | flags) === 0)
        throw new RangeError(`Metric ${name} is one too many.`);
    },
    walk: (from, to) => {
      walked.start = walk(layout.pieces + from, layout.pieces + to) - layout.pieces;
      walked.why = words[layout.stoppedWhy / 4] ?? 0;
      walked.results = words[layout.resultsFound / 4] ?? 0;
      walked.records = words[layout.recordsRead / 4] ?? 0;
      walked.lines = words[layout.linesRead / 4] ?? 0;
      walked.end = (words[layout.recordEnd / 4] ?? 0) - layout.pieces;
      walked.quoted = words[layout.recordQuoted / 4] === 1;
      walked.recordLines = words[layout.recordLines / 4] ?? 0;
      return walked;
    },
    learn: (target) => learn(target) === 1,
    learnTime: (second) => {
      if (second >= 0 && second <= mostSeconds) learnTime(second);
    },
    target: (index) => words[(layout.results + index * layout.resultSize) / 4] ?? 0,
    second: (index) => words[(layout.results + index * layout.resultSize) / 4 + 1] ?? 0,
    value: (index) => doubles[(layout.results + index * layout.resultSize) / 8 + 1] ?? 0,
  };
}
