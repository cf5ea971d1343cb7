import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { appliesTo, matches } from './request-pattern.ts';

const letters = fc
  .array(fc.constantFrom('a', 'b', '*', '/'), { maxLength: 8 })
  .map((parts) => parts.join(''));
const name = fc
  .array(fc.constantFrom('a', 'b', '/'), { maxLength: 10 })
  .map((parts) => parts.join(''));

test.prop([letters, name])(
  'matches as the regular expression of the pattern does',
  (pattern, name) => {
    const expression = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
    expect(matches(pattern, name)).toBe(expression.test(name));
  },
);

test('leaves out what an objective excepts', () => {
  const objective = { name: 'reads', requests: ['*'], except: ['POST *'], together: false };
  expect(appliesTo(objective, 'GET /offers')).toBe(true);
  expect(appliesTo(objective, 'POST /bookings')).toBe(false);
});
