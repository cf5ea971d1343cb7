import { expect, it } from 'vitest';
import { filter, findingsOf } from '../testing/samples.ts';
import { matchesNothing as rule } from './matches-nothing.ts';

const found = (pattern: string) =>
  findingsOf(rule, [filter({ pattern })]).map((text) =>
    text.replace('error metric filter "pms-critical": ', ''),
  );

it.each([
  [
    '{ $.x = null }',
    '`$.x = null` is never true: null is equal to nothing. Write `$.x IS NULL`, or `$.x NOT EXISTS` for events without the property.',
  ],
  [
    '{ $.a = 1 || $.x = NULL }',
    '`$.x = NULL` is never true: null is equal to nothing. Write `$.x IS NULL`, or `$.x NOT EXISTS` for events without the property.',
  ],
  [
    '"*Exception*"',
    'Its term *Exception* has stars that are ordinary characters in a term. A term matches anywhere in the line: write Exception.',
  ],
  [
    '"Task timed out*"',
    'Its term Task timed out* has stars that are ordinary characters in a term. A term matches anywhere in the line: write "Task timed out".',
  ],
  [
    'ERROR OR WARN',
    'Its term OR is a term like any other: a line must hold it, and all other terms. For either, write ?ERROR ?WARN.',
  ],
  [
    'ERROR "||" "out of memory"',
    'Its term || is a term like any other: a line must hold it, and all other terms. For either, write ?ERROR ?"out of memory".',
  ],
  [
    'payment AND failed',
    'Its term AND is a term like any other: a line must hold it, and all other terms. For all of several, write them one after the other; to exclude one, put - before it: payment failed.',
  ],
  [
    '"ERROR|WARN"',
    'Its term ERROR|WARN has bars that are ordinary characters in a term. For either, write ?ERROR ?WARN.',
  ],
  [
    '"?ERROR ?WARN"',
    'Its term ?ERROR ?WARN is one term, since the quotes are around all of it. Quote each word alone, or none: ?ERROR ?WARN.',
  ],
  [
    '"{ $.level = 5 }"',
    'Its term { $.level = 5 } is a term, since it is in quotes. Write the pattern without them: { $.level = 5 }.',
  ],
  [
    '"%ERR.R%"',
    'Its term %ERR.R% is no regular expression, since it is a term in quotes. Write %ERR.R% without quotes.',
  ],
  [
    '"payment.*failed"',
    'Its term payment.*failed is no regular expression, since it is a term in quotes. Write %payment.*failed% without quotes.',
  ],
  [
    '"FATAL ERROR" -ERROR',
    'It needs "FATAL ERROR" and excludes ERROR, which is part of it. No line can have the one without the other. Leave one of them out.',
  ],
  [
    '{ $.level = "ERROR" && $.level = "WARN" }',
    '`$.level = ERROR && $.level = WARN` is never true. A value is equal to one text only. For either, join them with ||.',
  ],
  [
    '[level = ERROR && level = WARN, ...]',
    '`level = ERROR && level = WARN` is never true. A value is equal to one text only. For either, join them with ||.',
  ],
])('matches-nothing finds %s', (pattern, message) => {
  expect(found(pattern)).toEqual([message]);
});
it.each([
  '',
  '"*** FATAL ***"',
  '"|ERROR|"',
  '"/api/bookings/"',
  '?ERROR ?WARN',
  'ERROR -INFO',
  '"OR"-"x"',
  'order',
  '{ $.x IS NULL }',
  '{ $.x = "null" }',
  '{ $.x != null }',
  '[x = null, ...]',
  '{ $.level = "ERROR" || $.level = "WARN" }',
  '{ $.level = "*A*" && $.level = "*B*" }',
  '[w1 = *Exception*]',
  '%ERROR|WARN%',
])('matches-nothing accepts %s', (pattern) => {
  expect(found(pattern)).toEqual([]);
});
