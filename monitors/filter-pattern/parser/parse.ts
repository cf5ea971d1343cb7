import type { FilterPattern } from '../syntax/ast.ts';
import { limits } from '../syntax/limits.ts';
import { cursorOn } from '../syntax/cursor.ts';
import { peek } from '../../source/cursor.ts';
import { parseDelimited } from './delimited.ts';
import { parseJson } from './json.ts';
import { parseRegexPattern } from './regex-pattern.ts';
import { rejectable, Rejection } from '../../source/rejection.ts';
import { patternError, type PatternError } from '../syntax/pattern-error.ts';
import { newScope } from './scope.ts';
import { parseUnstructured } from './unstructured.ts';

/** A parsed pattern, or why and where it is rejected. */
export type ParseResult =
  | { readonly ok: true; readonly pattern: FilterPattern }
  | { readonly ok: false; readonly error: PatternError };

/**
 * Parses a CloudWatch Logs filter pattern of any dialect: `{` starts a JSON pattern, `[` a space-delimited one, `%` a
 * regular expression, and anything else is unstructured. Never throws.
 *
 * @example
 *   const result = parseFilterPattern('[ip, user, status = 4*]');
 *   if (result.ok) console.log(result.pattern.dialect); // delimited
 *   else console.log(renderPatternError(result.error));
 */
export function parseFilterPattern(text: string): ParseResult {
  const parsed = rejectable(text, () => parse(text));
  return parsed.ok
    ? { ok: true, pattern: parsed.value }
    : { ok: false, error: patternError(parsed.error) };
}

function parse(text: string): FilterPattern {
  if (text.length > limits.patternLength) rejectLength(text);
  const cursor = cursorOn(text);
  const scope = newScope();
  switch (peek(cursor)) {
    case '{':
      return parseJson(cursor, scope);
    case '[':
      return parseDelimited(cursor, scope);
    case '%':
      return parseRegexPattern(cursor);
    default:
      return parseUnstructured(cursor, scope);
  }
}

function rejectLength(text: string): never {
  const most = limits.patternLength;
  throw new Rejection(
    most,
    `the pattern has ${text.length} characters`,
    `at most ${most}`,
    `1 validation error detected: Value at 'filterPattern' failed to satisfy constraint: Member must have length less than or equal to ${most}`,
  );
}
