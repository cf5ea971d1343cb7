import type { Selector, SelectorStep } from '../syntax/ast.ts';
import { cursorOn, rejectFound, type PatternCursor } from '../syntax/cursor.ts';
import { accept, atEnd, peek, take } from '../../source/cursor.ts';
import { rejectable } from '../../source/rejection.ts';
import { countWildcard, newScope, type Scope } from './scope.ts';

const name = /[A-Za-z0-9_-]+/y;
const quotedName = /[^']+/y;
const index = /\d+/y;

/** `$.name`, `$.['any name']`, `$.list[0]`, with at most one `[*]` or `.*`. */
export function parseSelector(cursor: PatternCursor, scope: Scope): Selector {
  const start = cursor.offset;
  if (!accept(cursor, '$'))
    rejectFound(
      cursor,
      'where a property selector belongs',
      'a property selector such as $.status',
    );
  const steps: SelectorStep[] = [];
  let wildcards = 0;
  while (peek(cursor) === '.' || peek(cursor) === '[') {
    const { offset } = cursor;
    const step = parseStep(cursor, steps.length === 0);
    steps.push(step);
    if (step.kind !== 'any-element' && step.kind !== 'any-property') continue;
    wildcards += 1;
    countWildcard(cursor, scope, wildcards, offset);
  }
  if (steps.length === 0)
    rejectFound(cursor, 'after $', 'a property name after a point, such as $.status');
  return { text: cursor.text.slice(start, cursor.offset), steps };
}

function parseStep(cursor: PatternCursor, first: boolean): SelectorStep {
  if (accept(cursor, ".['")) return parseQuotedName(cursor);
  if (accept(cursor, '.')) return parseName(cursor);
  if (first)
    rejectFound(
      cursor,
      'after $',
      'a point: a log event is one JSON object, so a selector starts with a name',
    );
  accept(cursor, '[');
  return parseIndex(cursor);
}

function parseName(cursor: PatternCursor): SelectorStep {
  if (accept(cursor, '*')) return { kind: 'any-property' };
  const text = take(cursor, name);
  if (text === '')
    rejectFound(cursor, 'in a property name', "a name of A-Z, a-z, 0-9, - and _, or ['any name']");
  return { kind: 'property', name: text };
}

function parseQuotedName(cursor: PatternCursor): SelectorStep {
  const text = take(cursor, quotedName);
  if (text === '' || !accept(cursor, "']"))
    rejectFound(cursor, 'in a quoted property name', "a name closed by ']");
  return { kind: 'property', name: text };
}

function parseIndex(cursor: PatternCursor): SelectorStep {
  const any = accept(cursor, '*');
  const digits = any ? '' : take(cursor, index);
  if (!any && digits === '') rejectFound(cursor, 'in an index', 'a number from 0, or *');
  if (!accept(cursor, ']')) rejectFound(cursor, 'in an index', 'a closing ]');
  return any ? { kind: 'any-element' } : { kind: 'element', index: Number(digits) };
}

/** Parses a selector that stands alone, such as a metric value; undefined when it is none. */
export function selectorOf(text: string): Selector | undefined {
  const parsed = rejectable(text, () => {
    const cursor = cursorOn(text);
    const selector = parseSelector(cursor, newScope());
    return atEnd(cursor) ? selector : undefined;
  });
  return parsed.ok ? parsed.value : undefined;
}
