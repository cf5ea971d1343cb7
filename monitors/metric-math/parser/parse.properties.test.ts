import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { growth } from '../../filter-pattern/testing/growth.ts';
import { renderTextError } from '../../../core/source/text-error.ts';
import { printExpression } from '../print.ts';
import { anySeries } from '../testing/expressions.ts';
import { parseExpression } from './parse.ts';

/** The tree without what depends on how the text is laid out. */
function shapeOf(text: string): unknown {
  const result = parseExpression(text);
  if (!result.ok) return renderTextError(result.error);
  return JSON.parse(
    JSON.stringify(result.expression, (key, value: unknown) =>
      key === 'offset' || key === 'parenthesized' || key === 'text' ? undefined : value,
    ),
  );
}

describe('parsing', () => {
  test.prop([anySeries])('accepts whatever the grammar makes', (text) => {
    expect(parseExpression(text)).toMatchObject({ ok: true });
  });

  test.prop([anySeries])('gives the printed expression the same tree', (text) => {
    const result = parseExpression(text);
    const printed = result.ok ? printExpression(result.expression) : '';
    expect(shapeOf(printed)).toEqual(shapeOf(text));
  });

  const noise = fc.array(
    fc.constantFrom(
      ...Array.from('()[],+-*/^<>=!&|"\' \\\n'),
      'm1',
      'AVG',
      'IF',
      'SORT',
      'FILL',
      'REPEAT',
      '5',
      'é',
      'constructor',
      '__proto__',
    ),
    { maxLength: 40 },
  );
  test.prop([
    fc.oneof(
      fc.string(),
      noise.map((parts) => parts.join('')),
    ),
  ])('never throws, and an error points into the text', (text) => {
    const result = parseExpression(text);
    if (result.ok) return;
    expect(result.error.offset).toBeGreaterThanOrEqual(0);
    expect(result.error.offset).toBeLessThanOrEqual(text.length);
    expect(renderTextError(result.error)).toContain('Expected');
  });

  it.each([
    ['sums', (size: number) => `m1${' + m2 * 3'.repeat(size)}`],
    ['lists', (size: number) => `SUM([m1${', m2'.repeat(size)}])`],
    ['words', (size: number) => 'a'.repeat(size)],
    ['texts', (size: number) => `METRICS("${'\\x'.repeat(size)}")`],
    ['spaces', (size: number) => `m1${' '.repeat(size)}`],
    ['unknown functions', (size: number) => `${'F'.repeat(size)}(m1)`],
    ['digits', (size: number) => `${'1'.repeat(size)}e`],
  ] as const)('takes linear time in long %s', (_, textOf) => {
    const times = 8;
    const size = 2000;
    expect(
      growth((text) => parseExpression(text), textOf(size), textOf(times * size), 2 * times),
    ).toBeLessThan(4 * times);
  });
});
