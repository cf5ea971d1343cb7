import { groupBy } from '../../core/group-by.ts';
import type { Vector } from '../filter-pattern/vectors/format.ts';

/** TestMetricFilter takes so many lines a request, each of at least one character. */
export const linesPerRequest = 50;

/** One request: a pattern, the lines to try it on, and the rows of the file that it answers. */
export interface Batch {
  readonly pattern: string;
  /** Each once, so that an answer tells by its text which line it is about. */
  readonly lines: readonly string[];
  readonly vectors: readonly Vector[];
}

/** What a pattern whose rows have no line is tried on; whether it is rejected does not depend on the line. */
const anyLine = 'any line';

/** The line that a row is asked about. Undefined where TestMetricFilter cannot be asked: it takes no empty line. */
export function lineOf(vector: Vector): string | undefined {
  return vector.line === '' ? undefined : (vector.line ?? anyLine);
}

/** The fewest requests that answer all rows that can be asked about, pattern after pattern. */
export function batchesOf(vectors: readonly Vector[]): Batch[] {
  const byPattern = groupBy(
    vectors.filter((vector) => lineOf(vector) !== undefined),
    ({ pattern }) => pattern,
  );
  return [...byPattern].flatMap(([pattern, rows]) => {
    const byLine = [...groupBy(rows, (row) => lineOf(row) ?? anyLine)];
    const requests = Math.ceil(byLine.length / linesPerRequest);
    return Array.from({ length: requests }, (_, index): Batch => {
      const part = byLine.slice(index * linesPerRequest, (index + 1) * linesPerRequest);
      return {
        pattern,
        lines: part.map(([line]) => line),
        vectors: part.flatMap(([, vectors]) => vectors),
      };
    });
  });
}
