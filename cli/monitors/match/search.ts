import type { CompiledFilterPattern } from '../../../monitors/filter-pattern/matcher/compile.ts';
import type { Notes } from '../../../monitors/filter-pattern/syntax/undocumented.ts';
import type { Failure } from '../../terminal/failure.ts';

/** One `bilancia monitors match`. */
export interface Search {
  readonly pattern: string;
  readonly filter: CompiledFilterPattern;
  readonly notes: Notes;
  /** What is printed: matching lines, every line with its reasons, extracted values, or only how many match. */
  readonly mode: 'lines' | 'explain' | 'extract' | 'count';
  /** Whether the file stands before each line. */
  readonly named: boolean;
}

/** What came of one input. */
export interface InputResult {
  readonly path: string;
  readonly lines: number;
  readonly matched: number;
}

/** Prints an answer piece by piece, as it is found. */
export interface Printer {
  /** Whether it needs lines counted. */
  readonly numbered: boolean;
  /** Whole lines of an input, the first of which has the number `first`; gives how many match. */
  readonly print: (path: string, lines: Buffer, first: number) => Promise<number>;
  readonly ended: (result: InputResult) => Promise<void>;
  /** An input could not be read; false when the error has to be the whole answer. */
  readonly failed: (path: string, failure: Failure) => boolean;
  readonly close: () => Promise<void>;
}
