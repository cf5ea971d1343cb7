import { knownError } from '../../../core/errors.ts';
import type { FilterPattern } from '../syntax/ast.ts';
import { parseFilterPattern } from '../parser/parse.ts';
import { renderPatternError } from '../parser/render.ts';
import { bulkPlanOf, type BulkPlan } from '../search-plan/search-plan.ts';
import { compileDelimited } from './delimited.ts';
import { compileJson } from './json.ts';
import type { LineTest } from './line-test.ts';
import { regexTest } from './regex-test.ts';
import { compileUnstructured } from './unstructured.ts';

/** A filter pattern that is ready to be tried on lines. */
export interface CompiledFilterPattern {
  readonly pattern: FilterPattern;
  /** Whether a line matches. The fastest way for a single line; see `countMatches` for many. */
  readonly matches: (line: string) => boolean;
  /** The same, and collects what the answer rests on that AWS does not document. */
  readonly matchesNoting: LineTest;
  /** How whole buffers of lines are searched. */
  readonly bulk: BulkPlan;
}

/**
 * Compiles a filter pattern, given as text or parsed. A text that is no filter pattern is the error
 * `bad-filter-pattern`, with the line, a caret and what was expected.
 *
 * @example
 *   const filter = compileFilterPattern('?CRITICAL ?ALERT');
 *   filter.matches('request.CRITICAL: out of memory'); // true
 */
export function compileFilterPattern(pattern: string | FilterPattern): CompiledFilterPattern {
  const parsed = typeof pattern === 'string' ? parseOrThrow(pattern) : pattern;
  const test = lineTestOf(parsed);
  // Not `test` itself: `lines.filter(matches)` hands over an index where it takes notes.
  const matches = (line: string) => test(line);
  return { pattern: parsed, matches, matchesNoting: test, bulk: bulkPlanOf(parsed) };
}

function parseOrThrow(text: string): FilterPattern {
  const result = parseFilterPattern(text);
  if (result.ok) return result.pattern;
  throw knownError('bad-filter-pattern', { error: renderPatternError(result.error) });
}

function lineTestOf(pattern: FilterPattern): LineTest {
  if (pattern.dialect === 'unstructured') return compileUnstructured(pattern);
  if (pattern.dialect === 'regex') return regexTest(pattern.regex);
  return pattern.dialect === 'json' ? compileJson(pattern) : compileDelimited(pattern);
}
