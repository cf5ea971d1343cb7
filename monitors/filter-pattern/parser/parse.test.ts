import { describe, expect, it } from 'vitest';
import { fc, test } from '@fast-check/vitest';
import { parseFilterPattern } from './parse.ts';

it('a space-delimited pattern is parsed to its slots with their places', () => {
  expect(parseFilterPattern('[ip, ..., status = 4*, ]')).toEqual({
    ok: true,
    pattern: {
      dialect: 'delimited',
      text: '[ip, ..., status = 4*, ]',
      undocumented: [],
      slots: [
        { kind: 'field', name: 'ip', condition: undefined, offset: 1 },
        { kind: 'ellipsis', offset: 5 },
        {
          kind: 'field',
          name: 'status',
          offset: 10,
          condition: {
            kind: 'compare',
            subject: 'status',
            operator: '=',
            value: { kind: 'text', text: '4*', quoted: false },
            offset: 10,
          },
        },
        { kind: 'field', name: undefined, condition: undefined, offset: 23 },
      ],
    },
  });
});

it('parentheses bind tighter than && and that tighter than ||', () => {
  const result = parseFilterPattern('{ $.a = 1 || $.b = 2 && ($.c = 3 || $.d = 4) }');
  const shape = (condition: unknown): unknown => {
    const { kind, operands, subject } = Object(condition);
    return operands === undefined ? subject.text : { [kind]: operands.map(shape) };
  };
  expect(shape(result.ok && result.pattern.dialect === 'json' && result.pattern.condition)).toEqual(
    { or: ['$.a', { and: ['$.b', { or: ['$.c', '$.d'] }] }] },
  );
});

const characters = '{}[]()%"\\$.,=!<>&|*?-+^ \n\t\u00e9'.split('');
const phrases =
  '\u{1f3d5} && || != >= ... $.a w1 IS NOT EXISTS NULL TRUE 12 1e3 [*] .* [\'a.b\'] {2,3} [a-z] \\x28 \\d "*x*" %a+b%';
const pieces = [...characters, ...phrases.split(' ')];
const patternText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join('')),
  fc
    .tuple(
      fc.constantFrom(['{', '}'], ['[', ']'], ['%', '%']),
      fc.array(fc.constantFrom(...pieces), { maxLength: 40 }),
    )
    .map(([[open, close], parts]) => `${open}${parts.join(' ')}${close}`),
);

describe('any text at all', () => {
  test.prop([patternText], { numRuns: 3000 })(
    'is parsed or rejected at a place inside it, and never throws',
    (text) => {
      const result = parseFilterPattern(text);
      if (result.ok) {
        expect(result.pattern.text).toBe(text);
        return;
      }
      expect(result.error.offset).toBeLessThanOrEqual(text.length);
      expect(result.error.expected).not.toBe('');
      const line = text.split('\n')[result.error.line - 1] ?? '';
      expect(result.error.column - 1).toBeLessThanOrEqual(line.length);
    },
  );
});

it.each([
  ['parentheses', `{ ${'('.repeat(500)}$.a = 1${')'.repeat(500)} }`],
  ['unclosed parentheses', `[${'('.repeat(1000)}]`],
  ['alternatives', `{ ${Array.from({ length: 90 }, () => '$.a = 1').join('||')} }`],
])('a pattern full of %s is answered at once', (_, pattern) => {
  const start = performance.now();
  parseFilterPattern(pattern);
  expect(performance.now() - start).toBeLessThan(1000);
});
