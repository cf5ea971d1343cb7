import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { tableLines } from './table.ts';

describe('a table', () => {
  it('has columns two spaces apart, whatever colors its cells have', () => {
    const rows = [
      ['\u001B[32mok\u001B[39m', 'k6', '2.2.0'],
      ['missing', 'HAProxy'],
    ];
    expect(tableLines(rows)).toEqual([
      '\u001B[32mok\u001B[39m       k6       2.2.0',
      'missing  HAProxy',
    ]);
  });

  it('of nothing has no lines', () => {
    expect(tableLines([])).toEqual([]);
  });

  const word = fc.stringMatching(/^[a-z]{1,12}$/);
  test.prop([fc.array(fc.tuple(word, word), { minLength: 1 })])(
    'starts a column at one place in every line',
    (rows) => {
      const longest = Math.max(...rows.map(([first]) => first.length));
      expect(tableLines(rows).map((line) => line.slice(longest + 2))).toEqual(
        rows.map(([, second]) => second),
      );
    },
  );
});
