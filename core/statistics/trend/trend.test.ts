import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../seeded-random.ts';
import { normalQuantile } from '../distributions/normal.ts';
import { blockMedians } from './blocks.ts';
import { mannKendall } from './mann-kendall.ts';
import { trendOf } from './trend.ts';

const at = (values: readonly number[]) => values.map((value, index) => ({ at: index, value }));
const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 40 });

/** Normal noise in which each value is so much of the one before. */
function noise(seed: number, n: number, memory: number): number[] {
  const random = seededRandom(seed);
  let last = 0;
  return Array.from({ length: n }, () => {
    last = memory * last + normalQuantile(0.5 + (random() - 0.5) * 0.999_999);
    return last;
  });
}

/** How many of 400 series without a trend are said to have one, at 1 %. */
function falseAlarms(memory: number): number {
  const seeds = Array.from({ length: 400 }, (_, seed) => seed);
  return seeds.filter((seed) => mannKendall(at(noise(seed, 40, memory))).p < 0.01).length;
}

describe('the test of Mann and Kendall', () => {
  it('counts pairs, and takes ties from the variance', () => {
    // n(n-1)(2n+5)/18 = 28.33 less 2(1)(9)/18 = 1 for a tie of two.
    expect(mannKendall(at([1, 2, 2, 3, 4]))).toMatchObject({ s: 9 });
    expect(mannKendall(at([1, 2, 2, 3, 4])).variance).toBeCloseTo(300 / 18 - 1, 9);
  });

  test.prop([values])('sees the same in values that are turned around, the other way', (given) => {
    const [forth, back] = [mannKendall(at(given)), mannKendall(at(given.toReversed()))];
    expect(back.s).toBe(-forth.s || 0);
  });

  it('cries wolf no more often than it says, even where neighbors depend on each other', () => {
    expect(falseAlarms(0)).toBeLessThanOrEqual(12);
    // Without the correction it would be some 50 of 400.
    expect(falseAlarms(0.5)).toBeLessThanOrEqual(14);
  });
});

describe('a trend', () => {
  test.prop([fc.integer({ min: -50, max: 50 }), fc.integer({ min: -500, max: 500 })])(
    'of a line is its slope, without doubt',
    (slope, start) => {
      const line = Array.from({ length: 20 }, (_, index) => start + slope * index);
      const trend = trendOf(at(line), 0.99);
      expect([trend?.slope, trend?.low, trend?.high]).toEqual([slope, slope, slope]);
    },
  );

  test.prop([values, fc.integer({ min: 1, max: 9 }), fc.integer({ min: -99, max: 99 })])(
    'grows with the values, and is not moved by what is added to all',
    (given, factor, added) => {
      const plain = trendOf(at(given), 0.9);
      const scaled = trendOf(at(given.map((value) => value * factor + added)), 0.9);
      expect(scaled?.slope).toBeCloseTo((plain?.slope ?? 0) * factor, 6);
      if (Number.isFinite(plain?.low))
        expect(scaled?.low).toBeCloseTo((plain?.low ?? 0) * factor, 6);
    },
  );

  it('has the true slope in its interval as often as asked for', () => {
    const seeds = Array.from({ length: 300 }, (_, seed) => seed);
    const covered = seeds.filter((seed) => {
      const points = noise(seed, 40, 0).map((value, index) => ({
        at: index,
        value: value + 0.05 * index,
      }));
      const { low = Infinity, high = -Infinity } = trendOf(points, 0.95) ?? {};
      return low <= 0.05 && high >= 0.05;
    }).length;
    expect(covered / 300).toBeGreaterThan(0.92);
  });

  it('says nothing of two points', () => {
    expect(trendOf(at([1, 2]), 0.99)).toBeUndefined();
  });
});

it('blocks tell the median of what lies in them, and none where there is nothing', () => {
  const points = [0, 1, 2, 30, 31].map((second) => ({ at: second, value: second }));
  expect(blockMedians(points, { from: 0, to: 40 }, 4)).toEqual([
    { at: 5, value: 1 },
    { at: 35, value: 30.5 },
  ]);
});
