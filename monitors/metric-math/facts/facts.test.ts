import { describe, expect, it } from 'vitest';
import { expressionFacts, type ExpressionFacts } from './facts.ts';
import { parseExpression } from '../parser/parse.ts';
import { kindOfQueries } from '../queries/kind-of.ts';
import { expression, metric } from '../testing/queries.ts';
import type { ValueKind } from '../values.ts';

function factsOf(text: string, kindOf?: (id: string) => ValueKind | undefined): ExpressionFacts {
  const result = parseExpression(text);
  if (!result.ok) throw new Error(result.error.problem);
  return expressionFacts(result.expression, kindOf);
}

describe('the facts of an expression', () => {
  it('are its functions with their places and what they give, its ids and its result', () => {
    expect(factsOf('m1 - AVG(m1) + MAX([m1, m2])', () => 'series')).toEqual({
      language: 'metric-math',
      functions: [
        { name: 'AVG', offset: 5, result: 'scalar' },
        { name: 'MAX', offset: 15, result: 'series' },
      ],
      references: [
        { id: 'm1', offset: 0 },
        { id: 'm1', offset: 9 },
        { id: 'm1', offset: 20 },
        { id: 'm2', offset: 24 },
      ],
      result: 'series',
      undocumented: ['missing-in-extremes'],
    });
  });

  it('leave open what an id decides', () => {
    expect(factsOf('AVG(e1)')).toMatchObject({
      functions: [{ name: 'AVG', result: 'unknown' }],
      result: 'unknown',
    });
    expect(factsOf('AVG(e1)', () => 'array').result).toBe('series');
    expect(factsOf('AVG(e1)', () => 'series').result).toBe('scalar');
    expect(factsOf('ABS(e1)', () => 'scalar').result).toBe('unknown');
  });

  it('follow an id through the queries of an alarm', () => {
    const kindOf = kindOfQueries([
      metric('m1'),
      expression('e1', 'm1 * 2'),
      expression('e2', '[m1, e1]'),
      expression('e3', 'MAX(e1)'),
      expression('e4', 'SEARCH("{A} x", "Sum")'),
      expression('e5', 'nobody'),
    ]);
    expect(['m1', 'e1', 'e2', 'e3', 'e4', 'e5', 'e6'].map(kindOf)).toEqual([
      'series',
      'series',
      'array',
      'scalar',
      undefined,
      undefined,
      undefined,
    ]);
    expect(factsOf('SUM(e1) + SUM(e2)', kindOf).functions).toEqual([
      { name: 'SUM', offset: 0, result: 'scalar' },
      { name: 'SUM', offset: 10, result: 'series' },
    ]);
  });

  it('know a Metrics Insights query, which they do not take apart', () => {
    expect(factsOf('  select MAX(x) FROM y WHERE m1 = 5')).toEqual({
      language: 'metrics-insights',
      functions: [],
      references: [],
      result: 'unknown',
      undocumented: [],
    });
  });

  it('take booleans and keywords for no ids', () => {
    expect(factsOf('SORT(LAMBDA("f", true), SUM, DESC)').references).toEqual([]);
  });

  it.each([
    ['m1 > 1 OR m1 < 0 AND m2 > 1', ['mixed-and-or']],
    ['m1 > 1 OR (m1 < 0 AND m2 > 1)', []],
    ['m1 > 1 AND m2 > 1 AND m1 < 5', []],
    ['1 < m1 < 5', ['chained-comparison']],
    ['(1 < m1) == m2', []],
    ['-m1 ^ 2', ['negated-power', 'not-a-number']],
    ['m1 ^ 2 ^ 2', ['power-order', 'not-a-number']],
    ['LOG(m1)', ['not-a-number']],
    ['FILL(m1, REPEAT)', ['ends-of-fill']],
    ['FILL(m1, 0)', []],
    ['AVG(m1) + SUM([m1, m2])', []],
    ['MAX([m1, m2])', ['missing-in-extremes']],
    [String.raw`METRICS("a\"b")`, ['text-escapes']],
    ['100 * m1 / m2', []],
  ])('name where AWS is silent about %s', (text, codes) => {
    expect(factsOf(text).undocumented).toEqual(codes);
  });
});
