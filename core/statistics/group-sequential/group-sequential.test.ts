import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../seeded-random.ts';
import { normalQuantile } from '../distributions/normal.ts';
import { holm } from '../significance/multiple-comparisons.ts';
import { sequentialLevels } from './levels.ts';
import { sequentialHolm } from './sequential-holm.ts';

const bounds = (alpha: number, fractions: readonly number[]): number[] =>
  sequentialLevels(alpha, fractions).map((level) => -normalQuantile(level));
const alphas = fc.double({ min: 1e-5, max: 0.2, noNaN: true });
const looks = fc
  .uniqueArray(fc.integer({ min: 5, max: 99 }), { maxLength: 4 })
  .map((parts) => [...parts.toSorted((a, b) => a - b).map((part) => part / 100), 1]);

describe('looks at growing data', () => {
  it('have the published bounds for five equal looks at 2.5 %', () => {
    // Table of the spending function of Lan and DeMets in gsDesign and in Jennison and Turnbull.
    const published = [4.8769, 3.3569, 2.6803, 2.2898, 2.031];
    const found = bounds(0.025, [0.2, 0.4, 0.6, 0.8, 1]);
    for (const [index, bound] of published.entries()) expect(found[index]).toBeCloseTo(bound, 3);
  });

  test.prop([alphas])('one look at everything has the whole level', (alpha) => {
    expect(sequentialLevels(alpha, [1])[0]).toBeCloseTo(alpha, 12);
  });

  test.prop([alphas, looks], { numRuns: 20 })(
    'are never more lenient than one look at everything, and the last one is nearly as lenient',
    (alpha, fractions) => {
      const levels = sequentialLevels(alpha, fractions);
      expect(Math.max(...levels)).toBeLessThanOrEqual(alpha * (1 + 1e-6));
      expect(levels.at(-1)).toBeGreaterThan(alpha * 0.55);
    },
  );

  it('cross by chance as often as they promise', () => {
    const random = seededRandom(11);
    const fractions = [0.25, 0.5, 0.75, 1];
    const found = bounds(0.05, fractions);
    const rounds = 40_000;
    let crossed = 0;
    for (let round = 0; round < rounds; round += 1) {
      let score = 0;
      const crosses = fractions.some((fraction, look) => {
        score += normalQuantile(random() + 2 ** -33) / 2;
        return score / Math.sqrt(fraction) > (found[look] ?? Infinity);
      });
      if (crosses) crossed += 1;
    }
    // Three standard errors of a share of 5 %.
    expect(Math.abs(crossed / rounds - 0.05)).toBeLessThan(0.0033);
  });

  it('come at growing information', () => {
    expect(() => sequentialLevels(0.05, [0.5, 0.5])).toThrow('Looks come at growing information.');
  });

  const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });
  test.prop([chances])('with one look are the method of Holm', (ps) => {
    const rejected = holm(ps).map((p) => p <= 0.05);
    expect(
      sequentialHolm(
        ps.map((p) => [p]),
        [1],
        0.05,
      ),
    ).toEqual(rejected);
  });
});
