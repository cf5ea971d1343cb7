import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../seeded-random.ts';
import { tTestPower } from '../distributions/noncentral-t.ts';
import { mannWhitney } from './mann-whitney.ts';
import { benjaminiHochberg, holm } from './multiple-comparisons.ts';
import { pairedT, tInterval } from './paired-t.ts';
import { groupSizeNeeded, pairsNeeded } from './pairs-needed.ts';
import { mostExact, signFlip } from './sign-flip.ts';
import { pseudomedian, signedRank } from './signed-rank.ts';

const difference = fc.double({ min: -5, max: 5, noNaN: true });
const differences = fc.array(difference, { minLength: 2, maxLength: 12 });
const distinct = (length: number): fc.Arbitrary<number[]> =>
  fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: length, maxLength: length });
const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 });

/** All subsets of some size, each as the indices in it. */
function subsets(of: number, size: number, from = 0): number[][] {
  if (size === 0) return [[]];
  return Array.from({ length: of - from }, (_, step) => from + step).flatMap((first) =>
    subsets(of, size - 1, first + 1).map((rest) => [first, ...rest]),
  );
}

describe('the paired t test', () => {
  test.prop([differences, fc.double({ min: 0.01, max: 100, noNaN: true })])(
    'is the same in every unit and every order, and turns with the sign',
    (values, unit) => {
      const { t, p } = pairedT(values, 1e-9);
      expect(pairedT(values.toReversed(), 1e-9).t).toBeCloseTo(t, 6);
      expect(
        pairedT(
          values.map((value) => -value),
          1e-9,
        ).t,
      ).toBeCloseTo(-t, 6);
      const scaled = pairedT(
        values.map((value) => value * unit),
        1e-9 * unit,
      );
      expect(scaled.p).toBeCloseTo(p, 6);
    },
  );

  test.prop([differences, fc.double({ min: 0.5, max: 0.999, noNaN: true })])(
    'has an interval without zero exactly where its p-value is below the level',
    (values, confidence) => {
      const found = pairedT(values, 1e-9);
      const [low, high] = tInterval(found, confidence);
      if (Math.abs(found.p - (1 - confidence)) > 1e-9)
        expect(low > 0 || high < 0).toBe(found.p < 1 - confidence);
    },
  );

  it.each([
    [[0, 0, 0], { p: 1, sd: 0 }],
    [[2, 2], { p: 0, sd: 0, t: Infinity }],
  ])('of %j is %j', (values, expected) => {
    expect(pairedT(values)).toMatchObject(expected);
  });

  it('takes two differences or more', () => {
    expect(() => pairedT([1])).toThrow('A t test takes two differences or more, not 1.');
  });
});

describe('the sign-flip test', () => {
  it('counts the patterns of signs that are as extreme', () => {
    // 1 + 2 + 3 and its opposite, of 8.
    expect(signFlip([1, 2, 3], seededRandom(1))).toEqual({ p: 0.25, exact: true });
    expect(signFlip([0.1, 0.2, 0.3], seededRandom(1))).toEqual({ p: 0.25, exact: true });
    expect(signFlip([0, 0], seededRandom(1))).toEqual({ p: 1, exact: true });
  });

  it('is near the exact p-value where it draws patterns, the same for the same seed', () => {
    const values = Array.from({ length: mostExact }, (_, index) => Math.sin(index) + 0.4);
    const exact = signFlip(values, seededRandom(1)).p;
    // One more difference, so small that it changes nothing.
    const drawn = signFlip([...values, 1e-9], seededRandom(1));
    expect(drawn.exact).toBe(false);
    expect(Math.abs(drawn.p - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / 20_000));
    expect(signFlip([...values, 1e-9], seededRandom(1))).toEqual(drawn);
  });
});

describe('the signed rank test', () => {
  test.prop([fc.integer({ min: 1, max: 8 }).chain(distinct)])(
    'without ties counts all patterns of signs',
    (values) => {
      const sizes = values.map((value, index) => (Math.abs(value) + index / 100 + 0.001) * 1);
      const signed = sizes.map((size, index) => ((values[index] ?? 0) < 0 ? -size : size));
      const ranks = sizes.map((size) => sizes.filter((other) => other <= size).length);
      const total = ranks.reduce((sum, rank) => sum + rank, 0);
      const smaller = (positive: number): number => Math.min(positive, total - positive);
      const seen = ranks.reduce((sum, r, i) => sum + ((signed[i] ?? 0) > 0 ? r : 0), 0);
      let extreme = 0;
      for (let pattern = 0; pattern < 2 ** ranks.length; pattern += 1) {
        const positive = ranks.reduce((sum, r, i) => sum + ((pattern >> i) & 1) * r, 0);
        if (smaller(positive) <= smaller(seen)) extreme += 1;
      }
      expect(signedRank(signed)).toBeCloseTo(Math.min(1, extreme / 2 ** ranks.length), 12);
    },
  );

  test.prop([differences, difference])('has a pseudomedian that moves along', (values, shift) => {
    const moved = values.map((value) => value + shift);
    expect(pseudomedian(moved)).toBeCloseTo(pseudomedian(values) + shift, 9);
  });
});

describe('the rank test of two samples', () => {
  test.prop([fc.integer({ min: 2, max: 8 }).chain(distinct), fc.integer({ min: 1, max: 7 })])(
    'without ties counts all ways to divide the values',
    (values, at) => {
      const m = Math.min(at, values.length - 1);
      const found = mannWhitney(values.slice(0, m), values.slice(m));
      const far = (u: number): number => Math.max(u, m * (values.length - m) - u);
      const ways = subsets(values.length, m).map((chosen) => {
        const base = values.filter((_, index) => chosen.includes(index));
        return mannWhitney(
          base,
          values.filter((_, index) => !chosen.includes(index)),
        ).u;
      });
      const extreme = ways.filter((u) => far(u) >= far(found.u)).length / ways.length;
      expect(found.exactP).toBeCloseTo(Math.min(1, extreme), 12);
    },
  );

  test.prop([distinct(5), distinct(6)])('turns round with its samples', (base, new_) => {
    const [there, back] = [mannWhitney(base, new_), mannWhitney(new_, base)];
    expect(there.shift).toBeCloseTo(-back.shift, 12);
    expect(there.approximateP).toBeCloseTo(back.approximateP, 12);
    expect(there.cliffsDelta).toBeCloseTo(-back.cliffsDelta, 12);
  });

  it('of values that are all the same finds nothing', () => {
    const expected = { exactP: undefined, approximateP: 1, shift: 0, commonLanguage: 0.5 };
    expect(mannWhitney([3, 3], [3, 3, 3])).toMatchObject(expected);
  });

  it('takes two samples', () => {
    expect(() => mannWhitney([], [1])).toThrow('A rank test takes two samples that are not empty.');
  });
});

describe('adjusted p-values', () => {
  test.prop([chances])('keep their order, and Holm is no more lenient than BH', (ps) => {
    const [byHolm, byBh] = [holm(ps), benjaminiHochberg(ps)];
    for (const [index, p] of ps.entries()) {
      expect(byBh[index]).toBeGreaterThanOrEqual(p * (1 - 1e-12));
      expect((byHolm[index] ?? 0) * (1 + 1e-12)).toBeGreaterThanOrEqual(byBh[index] ?? 1);
      for (const [other, q] of ps.entries()) {
        if (p < q) expect(byHolm[index]).toBeLessThanOrEqual(byHolm[other] ?? 0);
        if (p < q) expect(byBh[index]).toBeLessThanOrEqual(byBh[other] ?? 0);
      }
    }
  });
});

describe('how many pairs a test needs', () => {
  const detection = fc.record({
    effect: fc.double({ min: 0.02, max: 0.5, noNaN: true }),
    sd: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
    alpha: fc.constantFrom(0.001, 0.01, 0.05),
    power: fc.constantFrom(0.5, 0.8, 0.95),
  });

  test.prop([detection], { numRuns: 40 })('is the fewest with the power', (asked) => {
    const { effect, sd, alpha, power } = asked;
    const n = pairsNeeded(asked);
    const at = (pairs: number): number =>
      tTestPower((effect / sd) * Math.sqrt(pairs), pairs - 1, alpha);
    expect(at(n)).toBeGreaterThanOrEqual(power);
    if (n > 2) expect(at(n - 1)).toBeLessThan(power);
  });

  test.prop([detection], { numRuns: 20 })(
    'and two groups with a variance known from before need fewer each',
    (asked) => {
      expect(groupSizeNeeded(asked, 30)).toBeLessThanOrEqual(groupSizeNeeded(asked));
    },
  );

  it('is without end for no effect', () => {
    expect(pairsNeeded({ effect: 0, sd: 1, alpha: 0.05, power: 0.8 })).toBe(Infinity);
  });
});
