import type { Term, UnstructuredPattern } from '../syntax/ast.ts';
import { rejectFound, type PatternCursor } from '../syntax/cursor.ts';
import { accept, atEnd, isBlank, peek, skipBlanks, take } from '../../source/cursor.ts';
import { parseQuoted } from './value.ts';
import type { Scope } from './scope.ts';

const word = /[A-Za-z0-9_]+/y;

/** `term "a phrase" -excluded ?optional`, separated by blanks; nothing at all matches everything. */
export function parseUnstructured(cursor: PatternCursor, scope: Scope): UnstructuredPattern {
  const terms: Term[] = [];
  while (!atEnd(cursor)) {
    terms.push(parseTerm(cursor, scope));
    if (!atEnd(cursor) && !isBlank(peek(cursor)))
      rejectFound(
        cursor,
        'inside a term',
        'a space after a term; a term with other characters than A-Z, a-z, 0-9 and _ goes in double quotes',
      );
    if (!atEnd(cursor) && peek(cursor) !== ' ') scope.undocumented.add('blank-in-pattern');
    skipBlanks(cursor);
  }
  const counted = terms.filter((term) => term.mode !== 'optional');
  if (counted.length > 0 && counted.every((term) => term.mode === 'exclude'))
    scope.undocumented.add('exclusion-only');
  return {
    dialect: 'unstructured',
    text: cursor.text,
    terms,
    undocumented: [...scope.undocumented],
  };
}

function parseTerm(cursor: PatternCursor, scope: Scope): Term {
  const { offset } = cursor;
  const mode = accept(cursor, '-') ? 'exclude' : accept(cursor, '?') ? 'optional' : 'include';
  if (peek(cursor) === '"') return { mode, text: parseQuoted(cursor, scope), offset };
  if (peek(cursor) === '%')
    rejectFound(
      cursor,
      'next to other terms',
      'a regular expression to be the whole pattern, or a term in double quotes',
    );
  const text = take(cursor, word);
  if (text === '')
    rejectFound(
      cursor,
      'in a term without quotes',
      'a term of A-Z, a-z, 0-9 and _, or any text in double quotes',
    );
  return { mode, text, offset };
}
