import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { present } from '../values.ts';
import { anySeries, values } from '../testing/expressions.ts';
import { evaluateExpression } from './evaluate-expression.ts';

const inputs = fc.record({ m1: values, m2: values, errors_4xx: values });
type Inputs = Record<'m1' | 'm2' | 'errors_4xx', (number | null)[]>;

function seriesOf(text: string, given: Inputs): readonly (number | null)[] {
  const result = evaluateExpression(text, given);
  if (result.kind !== 'series') throw new Error(`${text} gave ${JSON.stringify(result)}`);
  return result.values;
}

describe('over any series', () => {
  test.prop([anySeries, inputs])(
    'every expression gives one finite value or none for each period',
    (text, given) => {
      const result = seriesOf(text, given);
      expect(result).toHaveLength(5);
      for (const value of present(result)) {
        expect(Number.isFinite(value)).toBe(true);
        expect(Object.is(value, -0)).toBe(false);
      }
    },
  );

  test.prop([inputs])('the laws of arithmetic hold', (given) => {
    const same = (left: string, right: string) =>
      expect(seriesOf(left, given)).toEqual(seriesOf(right, given));
    same('m1 + m2', 'm2 + m1');
    same('(m1 + m2) + errors_4xx', 'm1 + (m2 + errors_4xx)');
    same('m1 * m2', 'm2 * m1');
    same('-(-m1)', 'm1');
    same('m1 - m2', 'm1 + -m2');
    same('SUM([m1, m2])', 'm1 + m2');
    same('m1 < m2', 'm2 > m1');
    same('(m1 < m2) + (m1 >= m2)', '(m1 + m2) * 0 + 1');
    same('m1 != m2', '(m1 == m2) == 0');
    same('MAX([m1, m2])', '-MIN([-m1, -m2])');
    same('FILL(m1, m1)', 'm1');
    same('IF(m1 == m1, m1)', 'm1');
  });

  test.prop([inputs])('FILL leaves no gap, and changes no datapoint', (given) => {
    const filled = seriesOf('FILL(m1, 5)', given);
    expect(filled).toEqual(given.m1.map((value) => value ?? 5));
  });

  test.prop([inputs])(
    'the last running sum is the sum, which is 0 where there is nothing',
    (given) => {
      const last = present(seriesOf('RUNNING_SUM(m1)', given)).at(-1) ?? 0;
      expect(evaluateExpression('SUM(m1)', given)).toEqual({ kind: 'scalar', value: last });
    },
  );

  test.prop([inputs])('the rate is the difference over the time', (given) => {
    expect(seriesOf('RATE(m1)', given)).toEqual(seriesOf('DIFF(m1) / DIFF_TIME(m1)', given));
  });
});
