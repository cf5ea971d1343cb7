import { expect, it } from 'vitest';
import { compileFilterPattern } from '../matcher/compile.ts';
import { parseFilterPattern } from './parse.ts';
import { renderPatternError } from './render.ts';

const rejected: readonly (readonly [pattern: string, message: readonly string[]])[] = [
  [
    '{ $.a = "x" ',
    [
      `line 1, column 12: If a filter pattern starts with '{' it must end with '}': the JSON pattern is not closed. Expected a closing }.`,
      '  { $.a = "x" ',
      '             ^',
    ],
  ],
  [
    '[ip, status = 4* && bytes > 1000]',
    [
      'line 1, column 21: Invalid filter pattern: one slot names two fields, `status` and `bytes`. Expected a further condition on `status`, or a comma and a separate slot.',
      '  [ip, status = 4* && bytes > 1000]',
      '                      ^',
    ],
  ],
  [
    '{ $.a IS NOT NULL }',
    [
      'line 1, column 10: Invalid filter pattern: IS NOT is not supported. Expected NULL, TRUE or FALSE.',
      '  { $.a IS NOT NULL }',
      '           ^',
    ],
  ],
  [
    '%something!%',
    [
      'line 1, column 11: Invalid filter pattern: "!" is not supported in a regular expression. Expected A-Z a-z 0-9 : _ # = @ / ; , - ^ $ ? [ ] { } | \\ * + . or a code such as \\x28.',
      '  %something!%',
      '            ^',
    ],
  ],
  [
    '{ $.a = 1 &&\n  $.b[*].c[*] = 2 }',
    [
      'line 2, column 11: Invalid filter pattern: a property selector allows at most 1 wildcard. Expected a property name or an index.',
      '    $.b[*].c[*] = 2 }',
      '            ^',
    ],
  ],
  [
    '{ $.a = 1 AND $.b = 2 }',
    [
      'line 1, column 11: Invalid filter pattern: "AND" is not allowed after a condition. Expected &&, || or the closing }.',
      '  { $.a = 1 AND $.b = 2 }',
      '            ^',
    ],
  ],
  [
    '{ $.a = 1 } and more',
    [
      `line 1, column 13: If a filter pattern starts with '{' it must end with '}': "and more" follows the }. Expected a } at the end.`,
      '  { $.a = 1 } and more',
      '              ^',
    ],
  ],
  [
    '%a{2%',
    [
      'line 1, column 5: Invalid filter pattern: the closing % is not allowed in a repetition. Expected a count such as {3}, {3,}, {,5} or {3,5}.',
      '  %a{2%',
      '      ^',
    ],
  ],
  [
    'ORDER-ITEM-1',
    [
      'line 1, column 6: Invalid filter pattern: "-" is not allowed inside a term. Expected a space after a term; a term with other characters than A-Z, a-z, 0-9 and _ goes in double quotes.',
      '  ORDER-ITEM-1',
      '       ^',
    ],
  ],
];

it.each(rejected)('%j is rejected with the place and what was expected', (pattern, message) => {
  const result = parseFilterPattern(pattern);
  expect(result.ok ? undefined : renderPatternError(result.error)).toBe(message.join('\n'));
});

it('a pattern in a file is rejected with the file, line and column', () => {
  const result = parseFilterPattern('[ip, user = "x]');
  const origin = { file: 'alarms.ts', line: 7, column: 12 };
  expect(result.ok ? undefined : renderPatternError(result.error, origin)).toBe(
    [
      'alarms.ts:7:24: Invalid filter pattern: a double quote is not closed. Expected a closing ".',
      '  [ip, user = "x]',
      '              ^',
    ].join('\n'),
  );
});

it('a pattern that is too long is rejected in the words of AWS, and only its end is shown', () => {
  const result = parseFilterPattern('X'.repeat(1025));
  expect(result.ok ? undefined : renderPatternError(result.error)).toBe(
    [
      "line 1, column 1025: 1 validation error detected: Value at 'filterPattern' failed to satisfy constraint: Member must have length less than or equal to 1024: the pattern has 1025 characters. Expected at most 1024.",
      `  ${'X'.repeat(100)}`,
      `  ${' '.repeat(99)}^`,
    ].join('\n'),
  );
});

it('compiling a text that is no pattern is a known error', () => {
  expect(() => compileFilterPattern('[a')).toThrow(
    [
      'line 1, column 3: Invalid filter pattern: the end of the pattern is not allowed after a field. Expected a comma or the closing ].',
      '  [a',
      '    ^',
    ].join('\n'),
  );
});

it.each([
  ['a second ellipsis', '[..., a, ...]'],
  ['an unclosed parenthesis', '[(a = 1, b]'],
  ['a condition without a field', '[= 1]'],
  ['text after the closing bracket', '[a] b'],
  ['a doubled equals sign', '{ $.a == 1 }'],
  ['a single ampersand', '{ $.a = 1 & $.b = 2 }'],
  ['a negation', '{ !($.a = 1) }'],
  ['an empty JSON pattern', '{ }'],
  ['a selector without a name', '{ $ = 1 }'],
  ['an index at the root', '{ $[0] = 1 }'],
  ['EXISTS', '{ $.a EXISTS }'],
  ['an ordering of texts', '{ $.a > "x" }'],
  ['an ordering by a regular expression', '{ $.a < %x% }'],
  ['a fourth wildcard selector', '{ $.a[*] = 1 || $.b[*] = 1 || $.c.* = 1 || $.d.* = 1 }'],
  ['a third regular expression', '[a = %x%, b = %y%, c = %z%]'],
  ['a bare value with a slash', '[path = /a/b]'],
  ['a group in a regular expression', '%(a|b)%'],
  ['a multi-byte character in a regular expression', '%perché%'],
  ['a repetition of nothing', '%*a%'],
  ['a doubled repetition', '%a**%'],
  ['an empty repetition', '%a{}%'],
  ['a repetition that counts down', '%a{3,2}%'],
  ['a repetition that is too large', '%a{1001}%'],
  ['repetitions that add up to too much', '%a{900}b{900}c{900}%'],
  ['an empty character class', '%[]%'],
  ['a range that runs backwards', '%[z-a]%'],
  ['an unknown escape', '%\\b%'],
  ['an empty regular expression', '%%'],
  ['a regular expression beside a term', 'ERROR %x%'],
  ['a term after a regular expression', '%x% ERROR'],
  ['two phrases without a space', '"a""b"'],
])('%s is rejected', (_, pattern) => {
  expect(parseFilterPattern(pattern)).toMatchObject({ ok: false });
});
