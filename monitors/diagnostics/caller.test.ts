import { describe, expect, it } from 'vitest';
import { placesIn } from './caller.ts';

describe('placesIn', () => {
  it.each([
    ['    at file:///a/b.ts:3:7', { file: '/a/b.ts', line: 3, column: 7 }],
    ['    at async file:///a/b.ts:3:7', { file: '/a/b.ts', line: 3, column: 7 }],
    ['    at deep (file:///a/b%20c.ts:3:7)', { file: '/a/b c.ts', line: 3, column: 7 }],
    [
      '    at Object.<anonymous> (/a/b (1)/c.cjs:10:20)',
      { file: '/a/b (1)/c.cjs', line: 10, column: 20 },
    ],
    ['    at new Thing (/a/b.js:1:2)', { file: '/a/b.js', line: 1, column: 2 }],
  ])('reads %s', (frame, place) => {
    expect(placesIn(`Error: at /x.ts:1:1\n${frame}\n`)).toEqual([place]);
  });

  it('leaves out what is inside Node, and what has no file', () => {
    const stack =
      'Error: x\n    at run (node:internal/modules/run_main:107:5)\n    at <anonymous>\n    at eval (<anonymous>:1:1)';
    expect(placesIn(stack)).toEqual([]);
  });
});
