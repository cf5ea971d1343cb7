import { renderTextError } from '../../../core/source/text-error.ts';
import type { PatternError } from '../syntax/pattern-error.ts';

/** Where a pattern comes from, when it does not stand alone: the file, and the place of its first character, from 1. */
export interface PatternOrigin {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/**
 * A rejected pattern in three lines: AWS's words, what is wrong and what was expected; the pattern's line; a caret.
 *
 * @example
 *   renderPatternError(error)
 *   // line 1, column 13: Invalid filter pattern: a double quote is not closed. Expected a closing ".
 *   //   [ip, user = "x]
 *   //               ^
 */
export function renderPatternError(error: PatternError, origin?: PatternOrigin): string {
  const { pattern: text, offset, expected } = error;
  const problem = `${error.awsMessage}: ${error.problem}`;
  const begin = origin === undefined ? undefined : { line: 1, ...origin };
  return renderTextError({ text, offset, problem, expected }, begin);
}
