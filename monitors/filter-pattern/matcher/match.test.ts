import { describe, expect, it } from 'vitest';
import { fc, test } from '@fast-check/vitest';
import { growth } from '../testing/growth.ts';
import { compileFilterPattern } from './compile.ts';
import { explain } from './explain.ts';
import { extract } from './extract.ts';
import { match } from './match.ts';

const teamFilter = '[(w1="*CRITICAL*") && (w1!="*Errore da Ignorare*")]';
const prefix = '[2026-11-22T09:15:42.123456+01:00] request';

describe("the team's filter", () => {
  it.each([
    ['a plain CRITICAL line', `${prefix}.CRITICAL: Uncaught PHP Exception: "gone" {} []`, true],
    ['a CRITICAL line to ignore', `${prefix}.CRITICAL: Errore da Ignorare: timeout {} []`, false],
    ['the phrase in lower case', `${prefix}.CRITICAL: errore da ignorare: timeout {} []`, true],
    ['an INFO line that holds the word', `${prefix}.INFO: sent {"level":"CRITICAL"} []`, true],
    ['a CRITICAL line as JSON', '{"message":"boom","level":500,"level_name":"CRITICAL"}', true],
    ['a part of a stack trace', '#1 /app/src/Kernel.php(88): handle()', false],
  ])('answers for %s', (_, line, expected) => {
    expect(match(compileFilterPattern(teamFilter), line).matched).toBe(expected);
  });
});

it('the example of the readme is true', () => {
  const filter = compileFilterPattern('[ip, user, ..., status_code = 4*, bytes]');
  const line = '127.0.0.1 frank "GET /a b" 404 1534';
  const $ip = '127.0.0.1';
  const fields = { $ip, $user: 'frank', $3: 'GET /a b', $status_code: '404', $bytes: '1534' };
  expect(match(filter, line)).toEqual({ matched: true, extractedValues: fields, undocumented: [] });
  expect(extract(filter, line)).toEqual(fields);
  expect(explain(filter, '127.0.0.1 frank 200 17')).toEqual([
    'field `status_code` = "200" does not match `4*`',
  ]);
});

it('a choice is told in a sentence', () => {
  const filter = compileFilterPattern('[level = CRITICAL, message]');
  expect(match(filter, 'CRITICAL out of memory')).toEqual({
    matched: true,
    extractedValues: { $level: 'CRITICAL', $message: 'out of memory' },
    undocumented: [
      {
        code: 'rest-of-line',
        choice:
          'The line has more fields than the pattern names: the last field takes the rest of the line, as it stands.',
      },
    ],
  });
});

it('a compiled pattern filters an array of lines', () => {
  const lines = ['[a] x', 'x  y', '[z x'];
  expect(lines.filter(compileFilterPattern('[a, b=x]').matches)).toEqual(['[a] x', '[z x']);
});

it.each([
  ['[ip, , status]', '1.2.3.4 - 200', { $ip: '1.2.3.4', $2: '-', $status: '200' }],
  ['[]', 'a [b c] "d e"', { $1: 'a', $2: 'b c', $3: 'd e' }],
  ['[first, ..., last]', 'a b c', { $first: 'a', $2: 'b', $last: 'c' }],
  ['[first, ..., last]', 'a c', { $first: 'a', $last: 'c' }],
  ['[..., ]', 'a b', { $1: 'a', $2: 'b' }],
  ['[level, text]', 'ERROR  went  wrong ', { $level: 'ERROR', $text: 'went  wrong' }],
  ['[level, ]', 'ERROR went wrong', { $level: 'ERROR', $2: 'went wrong' }],
  ['[a, b]', '[x] ""', { $a: 'x', $b: '' }],
  ['[a, b]', '[x y', { $a: '[x', $b: 'y' }],
  ['[a, b]', '"x y", z', { $a: '"x y",', $b: 'z' }],
  [
    '{ $.level >= 500 && $.user.id = 7 }',
    '{"level":500,"user":{"id":7}}',
    { '$.level': '500', '$.user.id': '7' },
  ],
  ['ERROR', 'ERROR', {}],
])('%s extracts from %j what its fields hold', (pattern, line, expected) => {
  expect(extract(compileFilterPattern(pattern), line)).toEqual(expected);
});

it('values are extracted on request, and what a line does not have is left out', () => {
  const json = compileFilterPattern('{ $.level = 500 }');
  const line = '{"level":500,"channel":"payment","context":{"a":[1,true]},"extra":null}';
  const asked = ['$.channel', '$.context.a[1]', '$.context', '$.extra', '$.none', 'level'];
  expect(extract(json, line, asked)).toEqual({ '$.channel': 'payment', '$.context.a[1]': 'true' });
  expect(extract(compileFilterPattern('[a, b, c]'), 'x y z', ['$b', '$9'])).toEqual({ $b: 'y' });
  expect(extract(json, '{"level":400}')).toBeUndefined();
});

it.each([
  ['[ip, status_code = 4*]', '127.0.0.1 200', ['field `status_code` = "200" does not match `4*`']],
  ['[ip, bytes > 1000]', '127.0.0.1 20', ['field `bytes` = "20" is not > `1000`']],
  [
    '[a = x, b != y]',
    'z y',
    ['field `a` = "z" is not equal to `x`', 'field `b` = "y" is equal to `y`, which is excluded'],
  ],
  ['[a = %^[0-9]+$%]', 'x1', ['field `a` = "x1" does not match `%^[0-9]+$%`']],
  ['[a, b, c]', 'x y', ['the line has 2 of the 3 fields that the pattern names']],
  [
    teamFilter,
    'CRITICAL Errore da Ignorare',
    [
      'field `w1` = "CRITICAL Errore da Ignorare" matches `*Errore da Ignorare*`, which is excluded',
    ],
  ],
  [
    'ERROR -WARN',
    'WARN x',
    ['the line does not contain "ERROR"', 'the line contains "WARN", which is excluded'],
  ],
  ['%^a%', 'ba', ['the line does not match `%^a%`']],
  ['{ $.a = 1 }', 'a', ['the line is not one JSON object: it begins with "a"']],
  ['{ $.a != 1 }', '{"b":1}', ['`$.a` does not exist, and != is false for a missing property']],
  [
    '{ $.a = 1 || $.b IS TRUE }',
    '{"a":2,"b":false}',
    ['`$.a` = 2 is not equal to `1`', '`$.b` = false is not TRUE'],
  ],
  ['{ $.a NOT EXISTS }', '{"a":1}', ['`$.a` exists']],
  [
    '{ $.a != 1 }',
    '{"a":[2]}',
    ['`$.a` is an array, and a test compares single values, such as `$.a[0]`'],
  ],
  [
    '{ $.a = 1 || $.b = 2 }',
    '{"a":[1],"b":2}',
    ['`$.a` is an array or an object, so the whole pattern does not match'],
  ],
  ['{ $.a[*] = 3 }', '{"a":[1,2]}', ['`$.a[*]` = 1, 2 is not equal to `3`']],
  ['ERROR', 'an ERROR', []],
])('%s explains why %j does not match', (pattern, line, reasons) => {
  expect(explain(compileFilterPattern(pattern), line)).toEqual(reasons);
});

it.each([
  ['[a, b]', 'x y z', true, ['rest-of-line']],
  ['[a, b]', 'x', false, ['fewer-fields']],
  ['[a, b]', '[x y', true, ['unbalanced-delimiter']],
  ['[a, b]', '[x]: y', true, ['text-after-delimiter']],
  ['[a, b]', 'x  y', true, ['repeated-spaces']],
  ['[a, b, c]', 'x y\tz', true, ['other-whitespace']],
  ['[a = "x*z"]', 'xyz', true, ['interior-wildcard']],
  ['{ $.a = "x*z" }', '{"a":"xyz"}', false, ['interior-wildcard']],
  ['"a \\"b\\""', 'a "b"', true, ['escape-in-quotes']],
  ['[a = 1 || a = 2 && a != 3]', '1', true, ['mixed-and-or']],
  ['[a = 1 || (a = 2 && a != 3)]', '1', true, []],
  ['[(a = 1)]', '1', true, ['parenthesized-field']],
  ['-ERROR', 'fine', true, ['exclusion-only']],
  ['[a, a]', 'x y', true, ['duplicate-field-name']],
  ['[a = 200]', '200.0', true, ['numeric-equality']],
  ['{ $.a = 1 }', '{"a":"1"}', false, ['number-against-text']],
  ['{ $.a = "1" }', '{"a":1}', false, ['quoted-against-number']],
  ['{ $.a = 40* }', '{"a":404}', true, ['text-against-number']],
  ['{ $.a = * }', '{"a":404}', true, []],
  ['{ $.a != "x" }', '{"a":null}', false, ['comparison-with-null']],
  ['{ $.a IS TRUE }', '{"a":"true"}', false, ['boolean-as-text']],
  ['{ $.a[*] = 2 }', '{"a":[1,2]}', true, ['wildcard-selector']],
  ['{ $.a = 1 || $.b = 2 }', '{"a":[],"b":2}', false, ['container-in-alternative']],
  ['[ip, status = 200]', '1.2.3.4 200', true, []],
])('%s on %j tells which undocumented choices it rests on', (pattern, line, matched, codes) => {
  const result = match(compileFilterPattern(pattern), line);
  expect([result.matched, result.undocumented.map((choice) => choice.code)]).toEqual([
    matched,
    codes,
  ]);
});

it.each([
  ['{ $.__proto__ NOT EXISTS }', '{}', true],
  ['{ $.constructor NOT EXISTS }', '{}', true],
  ["{ $.['a.b'].c = 1 }", '{"a.b":{"c":1}}', true],
  ['{ $.a IS NULL }', '{"a":null}', true],
  ['{ $.a IS NULL }', '{}', false],
  ['{ $.a NOT EXISTS }', '{"a":null}', false],
  ['{ $.a.* = "x" }', '{"a":{"b":"y","c":"x"}}', true],
  ['{ $.a = "x" }', '[{"a":"x"}]', false],
  ['{ $.a = "x" }', '{"a":"x"} trailing', false],
  ['{ $.a < -1.5e2 }', '{"a":-151}', true],
  ['{ $.ip != 123.123.* }', '{"ip":"123.123.1.1"}', false],
  ['', 'anything', true],
  ['?a ?b', 'b', true],
  ['?a -c', 'b', true],
  ['?a -c', 'a c', false],
  ['-"a b" c', 'c a b', false],
  ['[a != %x%]', 'y', true],
  ['[bytes > 1000]', 'many', false],
  ['[bytes != 1000]', 'many', true],
  ['[a = *]', 'x', true],
  ['[a = a*a]', 'a', false],
  ['[a]', '   ', false],
  ['[]', '', true],
])('%s on %j answers %s', (pattern, line, expected) => {
  expect(compileFilterPattern(pattern).matches(line)).toBe(expected);
});

const glob = fc.array(fc.constantFrom('a', 'b', '*'), { minLength: 1, maxLength: 7 });
const word = fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 8 });

test.prop([glob, word], { numRuns: 2000 })(
  'wildcards of a field answer as the regular expression they stand for',
  (glob, word) => {
    const reference = new RegExp(`^${glob.join('').replaceAll('*', '.*')}$`);
    const text = word.join('');
    expect(compileFilterPattern(`[f = "${glob.join('')}"]`).matches(text)).toBe(
      reference.test(text),
    );
  },
);

const patterns = [
  teamFilter,
  '[a, b = x*, ...]',
  '[..., z = "*]*"]',
  '{ $.a[*].b = 1 || $.c != %x+% }',
  '%[a-c]*x%',
  '"a" -b',
];

test.prop([fc.constantFrom(...patterns), fc.string({ unit: 'binary' })], { numRuns: 1000 })(
  'any line at all is answered, and a reason is given exactly when it does not match',
  (pattern, line) => {
    const filter = compileFilterPattern(pattern);
    const { matched } = match(filter, line);
    expect(explain(filter, line).length > 0).toBe(!matched);
    expect(extract(filter, line) !== undefined).toBe(matched);
  },
);

it.each([
  ['brackets that never close', '[a, b, c]', '[ '],
  ['quotes that never close', '[..., z = q]', '"a '],
  ['brackets with text behind them', '[..., z = q]', '[x]y '],
  ['spaces', '[a, b]', '  '],
  ['wildcards', '[a = "*x*y*x*y*z"]', 'xy'],
])('a line of %s takes time in proportion to its length', (_, pattern, piece) => {
  const filter = compileFilterPattern(pattern);
  const line = (times: number) => piece.repeat(times);
  // Ten times the line; quadratic time would be a hundred times as long.
  expect(growth(filter.matches, line(20_000), line(200_000), 40)).toBeLessThan(40);
});
