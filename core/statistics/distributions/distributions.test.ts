import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { binomialLower, binomialUpper } from './binomial.ts';
import { incompleteBeta } from './incomplete-beta.ts';
import { logBeta, logGamma } from './log-gamma.ts';
import { noncentralTLower, tTestPower } from './noncentral-t.ts';
import { normalLower, normalQuantile, normalUpper } from './normal.ts';
import { tCritical, tTwoSided, tUpper } from './students-t.ts';

/** Values from the integrals that define the functions, taken with 40 digits. */
const gammas = [
  [0.5, 0.5723649429247001],
  [1.5, -0.12078223763524522],
  [3.7, 1.428072326665388],
  [15.9, 27.625493215168692],
  [100.5, 361.4355404677776],
  [123456.5, 1323898.630662737],
] as const;
const betas = [
  [0.5, 0.5, 1.1447298858494002],
  [0.5, 30, -1.1240672740766993],
  [3, 200, -15.216742791448372],
  [20, 30, -33.968820791977386],
  [500, 0.5, -2.5346891063280625],
  [5e5, 5e5, -693152.4762292606],
  [12, 1e6, -148.2838848494444],
] as const;
const incompleteBetas = [
  [0.5, 0.5, 0.3, 0.36901011956554536],
  [2, 3, 0.9, 0.9963],
  [50, 0.5, 0.99, 0.31730439787419756],
  [500, 500, 0.45, 0.0007636789395264982],
  [951, 50, 0.95, 0.4797410570873206],
  [15, 0.5, 0.001, 1.4453221364280088e-46],
] as const;
const normals = [
  [0.1, 0.460172162722971],
  [1, 0.15865525393145705],
  [2.4, 0.00819753592459613],
  [2.6, 0.00466118802371875],
  [5, 2.866515718791939e-7],
  [10, 7.619853024160525e-24],
  [37, 5.725571222524577e-300],
] as const;
const students = [
  [0.001, 5, 0.9992407867721976],
  [2, 1, 0.2951672353008665],
  [2.5, 7, 0.040992218585752895],
  [12, 40, 7.824171304255972e-15],
  [50, 60, 1.2983014211757491e-50],
  [3, 1000, 0.0027667090442381925],
] as const;
const noncentral = [
  [2, 5, 1, 0.7780746626162149],
  [3.2, 10, 4, 0.2353059208637884],
  [-1, 8, 0.5, 0.07672309311130025],
  [2.1, 23, 4.2, 0.02134612259475707],
  [4.3, 2, 5, 0.2804216756573591],
] as const;

/** How far a value is from the right one, relatively. */
const off = (value: number, expected: number): number => Math.abs(value / expected - 1);
const shape = fc.double({ min: 0.3, max: 2000, noNaN: true });
const chance = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });
const degrees = fc.integer({ min: 1, max: 5000 });

describe('the distributions', () => {
  it.each(gammas)('ln Gamma(%d) is right to 12 digits', (x, expected) => {
    expect(off(logGamma(x), expected)).toBeLessThan(1e-12);
  });
  it.each(betas)('ln B(%d, %d) is right to 12 digits', (a, b, expected) => {
    expect(off(logBeta(a, b), expected)).toBeLessThan(1e-12);
    expect(off(logBeta(b, a), expected)).toBeLessThan(1e-12);
  });
  it.each(incompleteBetas)('I(%d, %d) at %d is right to 12 digits', (a, b, x, expected) => {
    expect(off(incompleteBeta(a, b, x), expected)).toBeLessThan(1e-12);
  });
  it.each(normals)('P(Z > %d) is right to 12 digits', (z, expected) => {
    expect(off(normalUpper(z), expected)).toBeLessThan(1e-12);
    expect(off(normalQuantile(expected), -z)).toBeLessThan(1e-11);
  });
  it.each(students)('P(|T| > %d) with %d degrees is right to 12 digits', (t, df, expected) => {
    expect(off(tTwoSided(t, df), expected)).toBeLessThan(1e-12);
    expect(off(tCritical(expected, df), t)).toBeLessThan(1e-11);
  });
  it.each(noncentral)(
    'noncentral P(T < %d) for df %d and %d is right',
    (t, df, delta, expected) => {
      expect(off(noncentralTLower(t, df, delta), expected)).toBeLessThan(1e-10);
    },
  );

  test.prop([shape, shape, chance])('I_x(a, b) and I_1-x(b, a) are one together', (a, b, x) => {
    expect(incompleteBeta(a, b, x) + incompleteBeta(b, a, 1 - x, x)).toBeCloseTo(1, 11);
  });
  test.prop([shape, shape, chance])('I_x(a, b) keeps its recurrence in a', (a, b, x) => {
    // DLMF 8.17.20.
    const step = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - Math.log(a) - logBeta(a, b));
    expect(incompleteBeta(a, b, x) - incompleteBeta(a + 1, b, x)).toBeCloseTo(step, 10);
  });
  test.prop([chance, chance])(
    'the normal distribution rises and its quantile undoes it',
    (p, q) => {
      expect(off(normalLower(normalQuantile(p)), p)).toBeLessThan(1e-11);
      if (p < q) expect(normalQuantile(p)).toBeLessThanOrEqual(normalQuantile(q));
    },
  );
  test.prop([chance, degrees])('the critical t undoes the p-value', (alpha, df) => {
    expect(off(tTwoSided(tCritical(alpha, df), df), alpha)).toBeLessThan(1e-9);
  });
  test.prop([fc.double({ min: -8, max: 8, noNaN: true }), degrees])(
    'without noncentrality the noncentral t is the t',
    (t, df) => {
      expect(noncentralTLower(t, df, 0)).toBeCloseTo(1 - tUpper(t, df), 11);
    },
  );
  test.prop([chance, degrees])('without an effect the power is the level', (alpha, df) => {
    expect(tTestPower(0, df, alpha)).toBeCloseTo(alpha, 10);
  });
  test.prop([fc.integer({ min: 1, max: 60 }), fc.double({ min: 0.01, max: 0.99, noNaN: true })])(
    'the binomial distribution is the sum of its terms',
    (n, p) => {
      let [sum, term] = [0, (1 - p) ** n];
      for (let k = 0; k <= n; k += 1) {
        sum += term;
        expect(binomialLower(k, n, p)).toBeCloseTo(sum, 10);
        expect(binomialUpper(k + 1, n, p)).toBeCloseTo(1 - sum, 10);
        term *= ((n - k) / (k + 1)) * (p / (1 - p));
      }
    },
  );
});
