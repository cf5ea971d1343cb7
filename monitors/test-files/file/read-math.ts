import { durationOf } from './when.ts';
import { entriesOf, fieldsOf, refuse, required, textOf } from './part.ts';
import { seriesOf } from './read-series.ts';
import type { Part } from './source.ts';
import type { MathCase } from './test-case.ts';

/** The keys of a test of metric math, by which it is told from one of alarms. */
export function isMathCase(part: Part): boolean {
  return entriesOf(part, 'a test').some(({ key }) => key === 'expression' || key === 'query');
}

/** Reads a test of metric math: an expression, or a query of an alarm, over series by their ids. */
export function readMathCase(part: Part): MathCase {
  const keys = ['name', 'expression', 'alarm', 'query', 'series', 'period', 'expect'] as const;
  const { name, expression, alarm, query, series, period, expect } = fieldsOf(part, keys);
  const values = required(part, expect, 'expect', 'values such as 1+0x6 _x3');
  if (expression !== undefined && (alarm ?? query) !== undefined)
    throw refuse(expression, 'There is a query, too', 'an expression, or alarm and query');
  return {
    name: textOf(required(part, name, 'name', 'what the test is about'), 'a name'),
    part,
    of:
      expression === undefined
        ? {
            alarm: placed(required(part, alarm, 'alarm', 'the name of an alarm')),
            query: placed(required(part, query, 'query', 'the id of a query')),
          }
        : placed(expression),
    series: (series === undefined ? [] : entriesOf(series, 'ID: VALUES')).map(
      ({ key, keyPart, value }) => ({ id: { value: key, part: keyPart }, values: seriesOf(value) }),
    ),
    period: period === undefined ? 60 : durationOf(period) / 1000,
    expect: { value: seriesOf(values), part: values },
  };
}

function placed(part: Part): { readonly value: string; readonly part: Part } {
  return { value: textOf(part), part };
}
