import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { parseSeries } from './series-notation.ts';

const forms =
  'values such as 5, -1.5e3, 1+0x6 (seven values), 4x2 (three), _ (none), _x3 (three times none) or stale';

it.each([
  // The examples of promtool's own documentation.
  ['-2+4x3', [-2, 2, 6, 10]],
  [' 1-2x4', [1, -1, -3, -5, -7]],
  ['1x4', [1, 1, 1, 1, 1]],
  ['1 _x3 stale', [1, null, null, null, null]],
  // Others like them.
  ['1+0x6', [1, 1, 1, 1, 1, 1, 1]],
  ['_', [null]],
  ['_x0 5', [5]],
  ['0x10', Array<number>(11).fill(0)],
  ['.5 5. +3 -1.5e3 2E-2', [0.5, 5, 3, -1500, 0.02]],
  ['1e2+1e1x2', [100, 110, 120]],
  ['1\t2\n 3', [1, 2, 3]],
])('reads %j', (text, values) => {
  expect(parseSeries(text)).toEqual({ ok: true, values });
});

it.each([
  ['', 0, 'The series is empty', forms],
  ['  ', 0, 'The series is empty', forms],
  ['1 hm 2', 2, '"hm" is not a value of a series', forms],
  ['NaN', 0, '"NaN" is not a value of a series', forms],
  ['1 -Inf', 2, '"-Inf" is not a value of a series', forms],
  ['{{schema:1}}', 0, '"{{schema:1}}" is not a value of a series', forms],
  ['1x', 0, '"1x" is not a value of a series', forms],
  ['1x-3', 0, '"1x-3" is not a value of a series', forms],
  ['1x1.5', 0, '"1x1.5" is not a value of a series', forms],
  ['_x', 0, '"_x" is not a value of a series', forms],
  ['stalex3', 0, '"stalex3" is not a value of a series', forms],
  ['1+1', 0, '"1+1" does not say how often', '1+1x6 or the like'],
  ['1 1x1000000000', 2, '"1x1000000000" makes the series too long', 'at most 1000000 values'],
  ['_x1000001', 0, '"_x1000001" makes the series too long', 'at most 1000000 values'],
  ['1e999', 0, '"1e999" is too large a number', forms],
  ['0+1e308x5', 0, '"0+1e308x5" is too large a number', forms],
])('refuses %j at offset %i', (text, offset, problem, expected) => {
  expect(parseSeries(text)).toEqual({ ok: false, error: { text, offset, problem, expected } });
});

type Item =
  | {
      readonly kind: 'value';
      readonly value: number;
      readonly step?: number;
      readonly times?: number;
    }
  | { readonly kind: 'blank'; readonly times?: number };

const item: fc.Arbitrary<Item> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('value' as const),
      value: fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
      times: fc.nat(20),
    },
    { requiredKeys: ['kind', 'value'] },
  ),
  fc.record({
    kind: fc.constant('value' as const),
    value: fc.integer({ min: -1000, max: 1000 }),
    step: fc.integer({ min: -1000, max: 1000 }),
    times: fc.nat(20),
  }),
  fc.record({ kind: fc.constant('blank' as const), times: fc.nat(20) }, { requiredKeys: ['kind'] }),
);

function print(one: Item): string {
  const times = one.times === undefined ? '' : `x${one.times}`;
  if (one.kind === 'blank') return `_${times}`;
  const { step } = one;
  const signed = step === undefined ? '' : step < 0 ? String(step) : `+${step}`;
  return `${one.value}${signed}${times}`;
}

function meant(one: Item): (number | null)[] {
  if (one.kind === 'blank') return Array<null>(one.times ?? 1).fill(null);
  const { value, step = 0, times = 0 } = one;
  return Array.from({ length: times + 1 }, (_, n) => value + n * step);
}

test.prop([fc.array(item, { minLength: 1, maxLength: 8 })])(
  'reads back what was printed',
  (items) => {
    const values = items.flatMap(meant);
    fc.pre(values.length > 0);
    expect(parseSeries(items.map(print).join(' '))).toEqual({ ok: true, values });
  },
);

test.prop([fc.stringMatching(/^[0-9+\-.xe_ stal]*$/)])(
  'takes any text or refuses it, and never throws',
  (text) => {
    const parsed = parseSeries(text);
    expect(parsed.ok || parsed.error.offset <= text.length).toBe(true);
  },
);
