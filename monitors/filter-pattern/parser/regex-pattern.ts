import type { RegexPattern } from '../syntax/ast.ts';
import { parseRegex } from '../regex/parse.ts';
import { rejectFound, type PatternCursor } from '../syntax/cursor.ts';
import { atEnd } from '../../source/cursor.ts';

/** `%regex%` as the whole pattern. */
export function parseRegexPattern(cursor: PatternCursor): RegexPattern {
  const regex = parseRegex(cursor);
  if (!atEnd(cursor))
    rejectFound(
      cursor,
      'after a regular expression',
      'the end of the pattern: a regular expression must be the whole pattern',
    );
  return { dialect: 'regex', text: cursor.text, regex, undocumented: [] };
}
