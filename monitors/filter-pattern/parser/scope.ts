import type { UndocumentedCode } from '../syntax/undocumented.ts';
import { limits } from '../syntax/limits.ts';
import type { PatternCursor } from '../syntax/cursor.ts';
import { reject } from '../../source/cursor.ts';

/** What is counted and noted over a whole pattern while its parts are parsed. */
export interface Scope {
  regexes: number;
  wildcards: number;
  readonly undocumented: Set<UndocumentedCode>;
}

export function newScope(): Scope {
  return { regexes: 0, wildcards: 0, undocumented: new Set() };
}

/** Counts a regular expression that starts at the cursor. */
export function countRegex(cursor: PatternCursor, scope: Scope): void {
  scope.regexes += 1;
  if (scope.regexes <= limits.regexesPerPattern) return;
  const most = limits.regexesPerPattern;
  reject(
    cursor,
    `a JSON or space-delimited pattern allows at most ${most} regular expressions`,
    'a quoted value',
  );
}

/** Counts the wildcard at `offset`, the `nth` of its selector. */
export function countWildcard(
  cursor: PatternCursor,
  scope: Scope,
  nth: number,
  offset: number,
): void {
  scope.wildcards += 1;
  if (nth > limits.wildcardsPerSelector) {
    const problem = `a property selector allows at most ${limits.wildcardsPerSelector} wildcard`;
    reject(cursor, problem, 'a property name or an index', offset);
  }
  if (scope.wildcards > limits.wildcardsPerPattern) {
    const problem = `a pattern allows at most ${limits.wildcardsPerPattern} wildcard selectors`;
    reject(cursor, problem, 'a property name or an index', offset);
  }
}
