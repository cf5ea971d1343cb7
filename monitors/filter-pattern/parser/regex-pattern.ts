import type { RegexPattern } from '../syntax/ast.ts';
import { parseRegex } from '../regex/parse.ts';
import { atEnd, rejectFound, type Cursor } from '../syntax/cursor.ts';

/** `%regex%` as the whole pattern. */
export function parseRegexPattern(cursor: Cursor): RegexPattern {
  const regex = parseRegex(cursor);
  if (!atEnd(cursor))
    rejectFound(
      cursor,
      'after a regular expression',
      'the end of the pattern: a regular expression stands alone',
    );
  return { dialect: 'regex', text: cursor.text, regex, undocumented: [] };
}
