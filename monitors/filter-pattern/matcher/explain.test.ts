import { expect, it } from 'vitest';
import { compileFilterPattern } from './compile.ts';
import { explain } from './explain.ts';

const long = 'x'.repeat(10_000_000);

it.each([
  ['Error', 'an ERROR', 'the line does not contain "Error", only "ERROR": case matters'],
  [
    '[level = Error, text]',
    'ERROR x',
    'field `level` = "ERROR" is not equal to `Error` (case matters)',
  ],
  [
    '[level = ERR*, text]',
    'error x',
    'field `level` = "error" does not match `ERR*` (case matters)',
  ],
  ['[ms > 100, text]', '120ms x', 'field `ms` = "120ms" is not a number, so it is not > `100`'],
  ['[ms > 100, text]', '99 x', 'field `ms` = "99" is not > `100`'],
  ['[user != "", text]', '"" x', 'field `user` = "" is equal to `""`, which is excluded'],
  ['[a = x, b]', 'x\u0007 y', 'field `a` = "x\\u0007" is not equal to `x`'],
  [
    '[a = x]',
    long,
    `field \`a\` = "${'x'.repeat(200)}"... (10000000 characters) is not equal to \`x\``,
  ],
  ['[a = x]', 'y'.repeat(200), `field \`a\` = "${'y'.repeat(200)}" is not equal to \`x\``],
  ['%1$%', 'x 1\r', 'the line does not match `%1$%`, but would without the carriage return'],
  ['%1$%', 'x 2\r', 'the line does not match `%1$%`'],
  ['{ $.n = 1 }', '{"n":"1"}', '`$.n` = "1" is a string, not the number `1`'],
  ['{ $.n < 5 }', '{"n":true}', '`$.n` = true is a boolean, so it is not < `5`'],
  ['{ $.s = "1" }', '{"s":1}', '`$.s` = 1 is a number, and `1` in quotes matches strings only'],
  ['{ $.n < 1e400 }', '{"n":1e399}', '`$.n` = Infinity is not < `1e400`'],
  ['{ $.a != x }', '{"a":null}', '`$.a` = null cannot be compared: test for it with IS NULL'],
  ['{ $.a IS TRUE }', '{"a":"true"}', '`$.a` = "true" is not TRUE: it is a string'],
  ['{ $.a IS NULL }', '{}', '`$.a` does not exist, and a missing property is not NULL'],
  ['{ $.user.id = 1 }', '{}', '`$.user.id` does not exist (there is no `$.user`)'],
  ['{ $.user.id = 1 }', '{"user":{"name":"x"}}', '`$.user.id` does not exist'],
  [
    '{ $.user.id = 1 }',
    '{"user":{"ID":1}}',
    '`$.user.id` does not exist (only `$.user.ID`: case matters)',
  ],
  ['{ $.user.id = 1 }', '{"user":"eva"}', '`$.user.id` does not exist (`$.user` is "eva")'],
  ['{ $.user.id = 1 }', '{"user":[{"id":1}]}', '`$.user.id` does not exist (`$.user` is an array)'],
  ['{ $.list[0] = 1 }', '{"list":{}}', '`$.list[0]` does not exist (`$.list` is an object)'],
  ['{ $.list[3] = 1 }', '{"list":[1]}', '`$.list[3]` does not exist (`$.list` has 1 element)'],
  [
    "{ $.a.['b c'].d != 1 }",
    '{"a":{"B C":{}}}',
    "`$.a.['b c'].d` does not exist (only `$.a.['B C']`: case matters), and != is false for a missing property",
  ],
  [
    '{ $.a = 1 }',
    '{"a":{}}',
    '`$.a` is an object, and a test compares single values, such as its properties',
  ],
  [
    '{ $.a[*] = 1 }',
    '{"a":[[],{}]}',
    '`$.a[*]` are arrays or objects, and a test compares single values',
  ],
  [
    '{ $.a[*] = 9 }',
    '{"a":[1,2,3,4,5,6,7]}',
    '`$.a[*]` = 1, 2, 3, 4, 5, ... (7 values) is not equal to `9`',
  ],
  [
    '{ $.a[*] = 9 }',
    '{"a":[1,"9"]}',
    '`$.a[*]` = 1, "9" is not equal to `9`; is a string, not the number `9`',
  ],
  ['{ $.a = 1 }', '', 'the line is empty, not one JSON object'],
  [
    '{ $.a = 1 }',
    '\uFEFF{"a":1}',
    'the line is not one JSON object: it begins with a byte order mark, U+FEFF',
  ],
  ['{ $.a = 1 }', 'INFO {"a":1}', 'the line is not one JSON object: it begins with "I"'],
  ['{ $.a = 1 }', '[{"a":1}]', 'the line is not one JSON object: it is an array'],
  ['{ $.a = 1 }', '[10:00] x', 'the line is not one JSON object: it begins with "["'],
  ['{ $.a = 1 }', '"a"', 'the line is not one JSON object: it is a string'],
  ['{ $.a = 1 }', 'null', 'the line is not one JSON object: it is null'],
])('%s explains in a sentence why %.40j does not match', (pattern, line, reason) => {
  expect(explain(compileFilterPattern(pattern), line)).toEqual([reason]);
});

it('an optional term that is ignored is told', () => {
  expect(explain(compileFilterPattern('?ERROR ?FATAL WARN'), 'an ERROR')).toEqual([
    'the line does not contain "WARN"',
    'the line contains "ERROR", but a term with ? is ignored next to terms without',
  ]);
});

it('a letter that is longer in lower case does not mislead', () => {
  expect(explain(compileFilterPattern('error'), 'İ ERROR')).toEqual([
    'the line does not contain "error"',
  ]);
});

it.each([
  ['{"a":1} x', 9],
  ['{"a":1,}', 8],
  ["{'a':1}", 2],
])('%s is not JSON, and the place is told', (line, column) => {
  const [reason] = explain(compileFilterPattern('{ $.a = 1 }'), line);
  expect(reason).toMatch(/^the line is not one JSON object: /);
  expect(reason).toContain(`(line 1 column ${column})`);
});
