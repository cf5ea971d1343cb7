import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { changePoints, weakChangePoints } from './change-points.ts';
import { mostDivergent } from './energy.ts';

const values = fc.array(fc.double({ min: 150, max: 250, noNaN: true }), { maxLength: 60 });
/** A level with a little noise that repeats itself. */
const level = (mean: number, length: number): number[] =>
  Array.from({ length }, (_, index) => mean + 2 * Math.sin(index * 2.4));
const indicesOf = (series: readonly number[]): number[] =>
  changePoints(series).map(({ index }) => index);

describe('change points', () => {
  it.each([
    ['one step', [...level(200, 20), ...level(220, 20)], [20]],
    ['a step in the last run but two', [...level(200, 30), ...level(240, 3)], [30]],
    ['a step there and back', [...level(200, 20), ...level(230, 12), ...level(200, 20)], [20, 32]],
    ['steps farther apart than a window', [...level(200, 70), ...level(220, 70)], [70]],
    ['one run that stands out', [...level(200, 20), 260, ...level(200, 20)], []],
    ['nothing', level(200, 60), []],
    ['no run', [], []],
    ['two runs', [200, 400], []],
    ['a constant', Array.from({ length: 30 }, () => 200), []],
  ])('are found in %s', (_, series, expected) => {
    expect(indicesOf(series)).toEqual(expected);
  });

  test.prop([values, fc.double({ min: 0.1, max: 100, noNaN: true })])(
    'are the same in every unit',
    (series, unit) => {
      const scaled = series.map((value) => value * unit);
      // Ties between splits may fall either way by a rounding error.
      expect(changePoints(scaled).length).toBe(changePoints(series).length);
    },
  );

  test.prop([values])(
    'all are as significant and as large as asked, and were weak ones',
    (series) => {
      const options = { window: 30, maxP: 0.01, minMagnitude: 0.05 };
      const weak = weakChangePoints(series, options).map(({ index }) => index);
      for (const { index, p, meanBefore, meanAfter } of changePoints(series, options)) {
        expect(weak).toContain(index);
        expect(p).toBeLessThan(0.01);
        expect(Math.max(meanAfter / meanBefore, meanBefore / meanAfter)).toBeGreaterThan(1.05);
      }
    },
  );

  test.prop([values])('have the figures of the segments that are left', (series) => {
    const found = changePoints(series, { window: 30, maxP: 0.01, minMagnitude: 0 });
    const borders = [0, ...found.map(({ index }) => index), series.length];
    for (const [at, point] of found.entries()) {
      const before = series.slice(borders[at], borders[at + 1]);
      const mean = before.reduce((sum, value) => sum + value, 0) / before.length;
      expect(point.meanBefore).toBeCloseTo(mean, 9);
      expect(point.meanAfter).toBeCloseTo(found[at + 1]?.meanBefore ?? point.meanAfter, 12);
    }
  });

  it.each([
    [[1, Number.NaN], 50, 'A series with change points has finite values only.'],
    [[1, 2], 1, 'A window has 2 values or more, not 1.'],
  ])('of %j with a window of %d are refused', (series, window, message) => {
    expect(() => changePoints(series, { window, maxP: 0.001, minMagnitude: 0 })).toThrow(message);
  });
});

test.prop([fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 12 })])(
  'the split that differs most is the best of all splits',
  (segment) => {
    const pairs = (left: number[], right: number[]): number =>
      left.reduce((sum, a) => sum + right.reduce((total, b) => total + Math.abs(a - b), 0), 0);
    const q = (x: number[], y: number[]): number => {
      const [m, n] = [x.length, y.length];
      const within = (side: number[], other: number): number =>
        side.length > 1 ? (other / (side.length - 1)) * (pairs(side, side) / 2) : 0;
      return (2 / (m + n)) * (pairs(x, y) - within(x, n) - within(y, m));
    };
    let best = -Infinity;
    for (let tau = 1; tau < segment.length; tau += 1)
      for (let kappa = tau + 1; kappa <= segment.length; kappa += 1)
        best = Math.max(best, q(segment.slice(0, tau), segment.slice(tau, kappa)));
    expect(mostDivergent(segment)?.divergence).toBeCloseTo(best, 9);
  },
);
