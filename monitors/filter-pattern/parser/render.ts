import type { PatternError } from './rejection.ts';

/** Where a pattern comes from, when it does not stand alone: the file, and the place of its first character, from 1. */
export interface PatternOrigin {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

const shown = 100;

/**
 * A rejected pattern in three lines: AWS's words, what is wrong and what was expected; the pattern's line; a caret.
 *
 * @example
 *   renderPatternError(error)
 *   // Invalid filter pattern: line 1, column 12: ... Expected a closing ".
 *   //   [ip, user = "x]
 *   //               ^
 */
export function renderPatternError(error: PatternError, origin?: PatternOrigin): string {
  const text = error.pattern.split('\n')[error.line - 1] ?? '';
  const from = Math.max(0, Math.min(error.column - 1 - shown / 2, text.length - shown));
  const visible = text.slice(from, from + shown).replaceAll(/\s/g, ' ');
  const caret = `${' '.repeat(error.column - 1 - from)}^`;
  const message = `${error.awsMessage}: ${error.problem}. Expected ${error.expected}.`;
  return `${place(error, origin)}: ${message}\n  ${visible}\n  ${caret}`;
}

function place(error: PatternError, origin: PatternOrigin | undefined): string {
  if (origin === undefined) return `line ${error.line}, column ${error.column}`;
  const line = (origin.line ?? 1) + error.line - 1;
  const column = error.line === 1 ? (origin.column ?? 1) + error.column - 1 : error.column;
  return `${origin.file}:${line}:${column}`;
}
