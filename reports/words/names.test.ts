import { expect, it } from 'vitest';
import { nameInWords } from './names.ts';

it.each([
  ['search', 'search'],
  ['two\nlines\tand\u0000', String.raw`two\nlines\tand\u0000`],
  ['line\u2028separator', String.raw`line\u2028separator`],
  [`${'x'.repeat(3000)}end`, `${'x'.repeat(59)}…${'x'.repeat(17)}end`],
  ['__proto__', '__proto__'],
])('shows the name %j as people can read it', (name, shown) => {
  expect(nameInWords(name)).toBe(shown);
});
