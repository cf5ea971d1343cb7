import { describe, expect, it } from 'vitest';
import { fc, test } from '@fast-check/vitest';
import { growth } from '../testing/growth.ts';
import { compileFilterPattern } from '../matcher/compile.ts';

function matches(source: string, line: string): boolean {
  return compileFilterPattern(`%${source}%`).matches(line);
}

it.each([
  ['colou?r', 'the color', true],
  ['a{2,3}b', 'xab', false],
  ['a{2,3}b', 'xaaaab', true],
  ['^a{2,3}$', 'aaaa', false],
  ['^a{,2}$', 'aaa', false],
  ['^a{,2}$', '', true],
  ['^a{2,}$', 'aaaaaaa', true],
  ['^a{0}b$', 'b', true],
  ['^a{0,}b$', 'aab', true],
  ['a.b', 'a\nb', false],
  ['^a.b$', 'a\u{1f3d5}b', true],
  ['^a.b$', 'aéb', true],
  ['[^a]', 'a', false],
  ['[^a]', 'é', true],
  ['\\xe9', 'é', true],
  ['[a\\-z]', '-', true],
  ['[a-]', '-', true],
  ['[-a]', '-', true],
  ['[\\d_]+$', 'id 1_2', true],
  ['\\x28\\d+\\x29', 'took (42) ms', true],
  ['a|', 'zzz', true],
  ['x$|^y', 'yes', true],
  ['x$|^y', 'box', true],
  ['x$|^y', 'xy', false],
  ['a^b', 'ab', false],
  ['\\D\\S\\W', '12 ab! ', true],
])('%%%s%% tried on %j answers %s', (source, line, expected) => {
  expect(matches(source, line)).toBe(expected);
});

const atom = fc.constantFrom('a', 'b', 'c', '.', '[ab]', '[^a]', '\\d', '\\w', '\\x61', ' ', '-');
const quantifier = fc.constantFrom('', '', '', '?', '*', '+', '{2}', '{1,2}', '{,2}', '{2,}');
const item = fc.tuple(atom, quantifier).map((parts) => parts.join(''));
const alternative = fc
  .tuple(
    fc.constantFrom('', '^'),
    fc.array(item, { minLength: 1, maxLength: 6 }),
    fc.constantFrom('', '$'),
  )
  .map(([start, items, end]) => start + items.join('') + end);
const source = fc.array(alternative, { minLength: 1, maxLength: 3 }).map((all) => all.join('|'));
// No characters beyond 16 bits: V8 14 answers `/[^a]$/u` wrongly for them, so it is no reference there.
const line = fc
  .array(fc.constantFrom('a', 'b', 'c', '1', ' ', '-', 'é', '€'), { maxLength: 12 })
  .map((chars) => chars.join(''));

describe('the search without backtracking', () => {
  test.prop([source, line], { numRuns: 3000 })(
    'answers as the RegExp of JavaScript does where both speak the same language',
    (source, line) => {
      const reference = new RegExp(source.replaceAll('{,', '{0,'), 'u');
      expect(matches(source, line)).toBe(reference.test(line));
    },
  );

  it('answers alike with a handful of states and with more than are kept', () => {
    const filter = compileFilterPattern('%a[ab]{12}c|[bc]a{3}$%');
    const reference = /a[ab]{12}c|[bc]a{3}$/;
    let seed = 1;
    const random = () => (seed = (seed * 48271) % 2147483647);
    for (let run = 0; run < 300; run += 1) {
      const line = Array.from(
        { length: 200 },
        () => 'ababababaac'[random() % (10 + (run % 2))],
      ).join('');
      expect(filter.matches(line)).toBe(reference.test(line));
    }
  });

  it.each([
    ['nested choices', 'a*a*a*a*a*a*a*a*a*a*[cd]'],
    ['a long optional run', 'a{,500}a{500}[cd]'],
    ['many states', '[ab]*a[ab]{300}[cd]'],
  ])('takes time in proportion to the line with %s', (_, source) => {
    const filter = compileFilterPattern(`%${source}%`);
    const alphabet = ['a', 'b', 'a', 'a', 'b'];
    const line = (length: number) =>
      Array.from({ length }, (_, i) => alphabet[(i * i * 7 + (i >> 3)) % 5]).join('');
    expect(filter.matches(line(2000))).toBe(false);
    // Four times the line; quadratic time would be sixteen times as long.
    expect(growth(filter.matches, line(2000), line(8000), 10)).toBeLessThan(10);
  });
});
