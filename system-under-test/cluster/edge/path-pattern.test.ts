import { fc, it as property } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { patternExpression } from './path-pattern.ts';

const matches = (pattern: string, path: string): boolean =>
  new RegExp(patternExpression(pattern), 'su').test(path);

it.each([
  ['/assets/*', '/assets/app.js', true],
  ['assets/*', '/assets/app.js', true],
  ['/assets/*', '/Assets/app.js', false],
  ['/assets/*', '/assets', false],
  ['*.jpg', '/images/pool.jpg', true],
  ['*.jpg', '/images/pool.jpg2', false],
  ['/a?c', '/abc', true],
  ['/a?c', '/ac', false],
  ['/a.b', '/aXb', false],
  ['*', '/anything', true],
])('%s and %s: %s', (pattern, path, expected) => {
  expect(matches(pattern, path)).toBe(expected);
});

/** CloudFront's definition, character by character. */
function matchesByHand(pattern: readonly string[], path: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return path.length === 0;
  if (first === '*')
    return path.some((_, nth) => matchesByHand(rest, path.slice(nth))) || matchesByHand(rest, []);
  return (
    path.length > 0 && (first === '?' || first === path[0]) && matchesByHand(rest, path.slice(1))
  );
}

const text = fc.string({
  unit: fc.constantFrom('a', 'b', '.', '*', '?', '"', '\\', '$', '+'),
  maxLength: 6,
});

property.prop([text, text])(
  'a pattern means what CloudFront says, whatever is in it',
  (pattern, path) => {
    expect(matches(`/${pattern}`, `/${path}`)).toBe(
      matchesByHand(Array.from(pattern), Array.from(path)),
    );
  },
);

property.prop([fc.string()])(
  'a pattern never leaves the quotes of the configuration',
  (pattern) => {
    expect(patternExpression(pattern)).toMatch(/^[\w/.*^$\\-]*$/);
  },
);
