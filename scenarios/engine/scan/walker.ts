import { readFileSync } from 'node:fs';

/** Why a walk stopped. */
export const atUnknown = 0;
export const atIncomplete = 1;
export const fullOfResults = 2;

/** How the records of a metric are read. */
export const metricFlags = {
  /** Values are milliseconds, read as whole microseconds; else they are whole numbers. */
  duration: 1,
  /** What a record counts for depends on what follows its value. */
  split: 2,
  /** Records are never read by the module. */
  left: 4,
} as const;
const flagBits = 3;

/** Bytes of the file that the module can have at once. */
export const pieceRoom = 0x4_0000 - 0x1_0000;

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
  /** The piece of the file that is read, to be filled from outside. */
  readonly piece: Uint8Array;
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
  /** Of the last walk's result number `index`. Second since 1970; microseconds or a whole number. */
  readonly target: (index: number) => number;
  readonly second: (index: number) => number;
  readonly value: (index: number) => number;
}

const compiled = new WebAssembly.Module(readFileSync(new URL('scan.wasm', import.meta.url)));

/** Places in its memory: see assembly/layout.ts. */
const told = { at: 1024, count: 7 };
const results = { at: 0x1_0000, count: 4096 };
const piece = { at: 0x10_0000 };

/** @param longest bytes of the longest record that is read; longer ones are left */
export function createWalker(longest: number): Walker {
  const { exports } = new WebAssembly.Instance(compiled);
  const { buffer } = memoryIn(exports);
  const bytes = new Uint8Array(buffer, piece.at, pieceRoom);
  const tells = new Uint32Array(buffer, told.at, told.count);
  const words = new Uint32Array(buffer, results.at, results.count * 4);
  const numbers = new Float64Array(buffer, results.at, results.count * 2);
  const [reset, activate, want, learn, walk] = [
    functionIn(exports, 'reset'),
    functionIn(exports, 'activate'),
    functionIn(exports, 'want'),
    functionIn(exports, 'learn'),
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
    piece: bytes,
    reset: () => void reset(longest),
    activate: () => void activate(),
    want: (name, metric, flags) => {
      // In the room of results, since there are none now, and the piece is in use.
      const written = Buffer.from(buffer, results.at).write(name, 'latin1');
      if (want(results.at, written, (metric << flagBits) | flags) === 0)
        throw new RangeError(`Metric ${name} is one too many.`);
    },
    walk: (from, to) => {
      walked.start = walk(piece.at + from, piece.at + to) - piece.at;
      walked.why = tells[0] ?? 0;
      walked.results = tells[1] ?? 0;
      walked.records = tells[2] ?? 0;
      walked.lines = tells[3] ?? 0;
      walked.end = (tells[4] ?? 0) - piece.at;
      walked.quoted = tells[5] === 1;
      walked.recordLines = tells[6] ?? 0;
      return walked;
    },
    learn: (target) => learn(target) === 1,
    target: (index) => words[index * 4] ?? 0,
    second: (index) => words[index * 4 + 1] ?? 0,
    value: (index) => numbers[index * 2 + 1] ?? 0,
  };
}

type Exports = Readonly<Record<string, unknown>>;
type Exported = (...numbers: number[]) => number;

function functionIn(exports: Exports, name: string): Exported {
  const exported = exports[name];
  if (!isFunction(exported)) throw new TypeError(`scan.wasm has no function ${name}`);
  return exported;
}

function isFunction(exported: unknown): exported is Exported {
  return typeof exported === 'function';
}

function memoryIn({ memory }: Exports): WebAssembly.Memory {
  if (!(memory instanceof WebAssembly.Memory)) throw new TypeError('scan.wasm has no memory');
  return memory;
}
