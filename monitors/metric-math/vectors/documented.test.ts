import { expect, it } from 'vitest';
import { evaluateExpression } from '../evaluation/evaluate-expression.ts';
import type { Series } from '../../metrics/datapoint.ts';
import documented from './documented.json' with { type: 'json' };

/** The inputs of a row are whatever is a number or a list. */
function inputsOf(row: object): Record<string, Series | number> {
  return Object.fromEntries(
    Object.entries(row).filter(
      (entry): entry is [string, Series | number] =>
        entry[0] !== 'out' && (Array.isArray(entry[1]) || typeof entry[1] === 'number'),
    ),
  );
}

it.each(documented.vectors)('$section: $expr', (row) => {
  expect(evaluateExpression(row.expr, inputsOf(row))).toEqual({ kind: 'series', values: row.out });
});

it('a row with another answer disagrees', () => {
  const [row] = documented.vectors;
  if (row === undefined) throw new Error('no rows');
  const result = evaluateExpression(row.expr, inputsOf(row));
  expect(result).not.toEqual({ kind: 'series', values: row.out.toReversed() });
});
