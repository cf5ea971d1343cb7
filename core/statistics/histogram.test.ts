import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { bucketOf, gamma } from './log-buckets.ts';
import {
  type Histogram,
  add,
  addLine,
  clear,
  emptyHistogram,
  merge,
  nearestRank,
  quantile,
  quantileOfLine,
  toLine,
} from './histogram.ts';

/** Durations of every magnitude alike, zero included. */
const micros = fc
  .tuple(fc.integer({ min: 0, max: 12 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([magnitude, fraction]) => Math.floor(fraction * 10 ** magnitude));
const sample = fc.array(micros, { minLength: 1, maxLength: 300 });
const key = { t: 1_781_000_000, name: 'book', outcome: 'ok' } as const;

function histogramOf(values: readonly number[]): Histogram {
  const histogram = emptyHistogram();
  for (const value of values) add(histogram, value);
  return histogram;
}

function merged(parts: readonly (readonly number[])[]): Histogram {
  const whole = emptyHistogram();
  for (const part of parts) merge(whole, histogramOf(part));
  return whole;
}

describe('a histogram', () => {
  test.prop([sample, fc.double({ min: 0, max: 1, noNaN: true })])(
    'tells any quantile within 1 % of the exact one',
    (values, q) => {
      const exact =
        values.toSorted((a, b) => a - b)[nearestRank(values.length, q) - 1] ?? Number.NaN;
      const told = quantile(histogramOf(values), q) ?? Number.NaN;
      expect(Math.abs(told - exact)).toBeLessThanOrEqual(0.00501 * exact);
    },
  );

  test.prop([fc.array(fc.array(micros), { maxLength: 8 })])(
    'merged from any parts equals that of all values exactly',
    (parts) => {
      expect(toLine(merged(parts), key)).toEqual(toLine(histogramOf(parts.flat()), key));
      expect(toLine(merged(parts.toReversed()), key)).toEqual(
        toLine(histogramOf(parts.flat()), key),
      );
    },
  );

  test.prop([fc.array(micros), fc.array(micros), fc.array(micros)])(
    'merges associatively',
    (a, b, c) => {
      const left = histogramOf(a);
      merge(left, histogramOf(b));
      merge(left, histogramOf(c));
      const right = histogramOf(b);
      merge(right, histogramOf(c));
      const all = histogramOf(a);
      merge(all, right);
      expect(toLine(left, key)).toEqual(toLine(all, key));
    },
  );

  test.prop([fc.array(micros), fc.array(micros)])(
    'survives being written as a line and read',
    (values, others) => {
      const line = toLine(histogramOf(values), key);
      const read = emptyHistogram();
      addLine(read, JSON.parse(JSON.stringify(line)));
      expect(toLine(read, key)).toEqual(line);
      const both = histogramOf(others);
      addLine(both, line);
      expect(toLine(both, key)).toEqual(toLine(histogramOf([...others, ...values]), key));
    },
  );

  test.prop([sample, fc.double({ min: 0, max: 1, noNaN: true })])(
    'tells the same quantile from its line',
    (values, q) => {
      const histogram = histogramOf(values);
      expect(quantileOfLine(toLine(histogram, key), q)).toBe(quantile(histogram, q));
    },
  );

  test.prop([sample, sample])('is as new after it was cleared', (before, after) => {
    const histogram = histogramOf(before);
    clear(histogram);
    for (const value of after) add(histogram, value);
    expect(toLine(histogram, key)).toEqual(toLine(histogramOf(after), key));
  });

  test('keeps count, sum, smallest and largest exactly', () => {
    expect(toLine(histogramOf([0, 1, 1, 65_536, 3_600_000_000]), key)).toEqual({
      ...key,
      n: 5,
      sum: 3_600_065_538,
      min: 0,
      max: 3_600_000_000,
      b: [
        [-1, 1],
        [0, 2],
        [1110, 1],
        [2201, 1],
      ],
    });
  });

  test('of nothing has no quantiles', () => {
    expect(quantile(emptyHistogram(), 0.5)).toBeUndefined();
    expect(toLine(emptyHistogram(), key)).toEqual({ ...key, n: 0, sum: 0, min: 0, max: 0, b: [] });
  });

  test.each([-1, 0.5, Number.NaN, Infinity, 2 ** 53])('refuses to count %d', (value) => {
    expect(() => add(emptyHistogram(), value)).toThrow(
      new RangeError(`A duration is counted in whole microseconds, not ${value}.`),
    );
  });
});

describe('the nearest rank', () => {
  test.each([
    [100, 0.07, 7],
    [20, 0.95, 19],
    [1000, 0.999, 999],
    [3, 0, 1],
    [3, 1, 3],
    [3, 0.34, 2],
  ])('of %d values and quantile %d is %d', (n, q, rank) => {
    expect(nearestRank(n, q)).toBe(rank);
  });
});

describe('a bucket', () => {
  test.prop([micros.filter((value) => value > 0)])(
    'holds what is in (gamma^(i-1), gamma^i]',
    (value) => {
      const bucket = bucketOf(value);
      expect(gamma ** (bucket - 1)).toBeLessThan(value);
      expect(gamma ** bucket * (1 + 1e-9)).toBeGreaterThanOrEqual(value);
    },
  );
});
