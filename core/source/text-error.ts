import type { Location } from './location.ts';
import { renderLocation } from './location.ts';

/** What is wrong in a text that a user wrote. Offset: UTF-16 units from 0. */
export interface TextError {
  readonly text: string;
  readonly offset: number;
  /** A sentence without its full stop. */
  readonly problem: string;
  /** Continues "Expected ...". */
  readonly expected: string;
}

/** How much of a long line is shown around the caret. */
const shown = 100;

/**
 * Where, what and what was expected; the line of the text; a caret under the place. `origin` is where the text begins,
 * when it does not stand alone.
 *
 * @example
 *   renderTextError({ text: 'ALARM(a) ADN OK(b)', offset: 9, problem: '"ADN" is not an operator', expected: 'AND or OR' })
 *   // line 1, column 10: "ADN" is not an operator. Expected AND or OR.
 *   //   ALARM(a) ADN OK(b)
 *   //            ^
 */
export function renderTextError(error: TextError, origin?: Location): string {
  const before = error.text.slice(0, error.offset);
  const line = before.split('\n').length;
  const column = before.length - before.lastIndexOf('\n');
  const full = error.text.split('\n')[line - 1] ?? '';
  const from = Math.max(0, Math.min(column - 1 - shown / 2, full.length - shown));
  const visible = full.slice(from, from + shown).replaceAll(/\s/g, ' ');
  const caret = `${' '.repeat(column - 1 - from)}^`;
  const place =
    origin === undefined
      ? `line ${line}, column ${column}`
      : renderLocation({ ...origin, ...placeIn(origin, line, column) });
  return `${place}: ${error.problem}. Expected ${error.expected}.\n  ${visible}\n  ${caret}`;
}

function placeIn(
  origin: Location,
  line: number,
  column: number,
): { line?: number; column?: number } {
  // Without a line of its own, the text's place in the file is not known: the file's name has to do.
  if (origin.line === undefined) return {};
  return {
    line: origin.line + line - 1,
    column: line === 1 ? (origin.column ?? 1) + column - 1 : column,
  };
}
