import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../seeded-random.ts';
import { chiSquare, equalShares } from './chi-square.ts';
import { heldAnswers } from './held-answers.ts';
import { fewestWindows, powerOf, sharesWith, windowsByFormula, windowsFor } from './power.ts';
import { relabeling } from './relabeling.ts';
import { answersByChance, drawnAnswers } from './window-answers.ts';

describe('window answers', () => {
  it('have an exact p-value while the ways in which they can fall are few', () => {
    const chance = answersByChance(29, [0.5, 0.5], seededRandom(1));
    expect(chance.exact).toBe(true);
    expect(chance.p([7, 22])).toBeCloseTo(0.008130058646202087, 12);
    expect(chance.p([22, 7])).toBeCloseTo(0.008130058646202087, 12);
  });

  it('have one by random draws, and the same each time, where they are many', () => {
    const p = (seed: number): number =>
      answersByChance(120, equalShares(10), seededRandom(seed)).p([
        30,
        ...Array.from({ length: 9 }, () => 10),
      ]);
    expect(answersByChance(120, equalShares(10), seededRandom(1)).exact).toBe(false);
    expect(p(1)).toBe(p(1));
    expect(p(1)).toBeLessThan(0.001);
  });

  it('are certain where one unit gets all', () => {
    const chance = answersByChance(9, [1, 0], seededRandom(1));
    expect(chance.p([9, 0])).toBeCloseTo(1, 12);
    expect(chance.p([8, 1])).toBe(0);
  });

  test.prop([fc.array(fc.nat(6), { minLength: 2, maxLength: 4 })])(
    'have a p-value that does not depend on the order of equal units, and lies in (0, 1]',
    (counts) => {
      const windows = counts.reduce((sum, count) => sum + count, 0);
      const { p } = answersByChance(windows, equalShares(counts.length), seededRandom(1));
      expect(p(counts)).toBeGreaterThan(0);
      expect(p(counts)).toBeLessThanOrEqual(1);
      expect(p(counts.toReversed())).toBeCloseTo(p(counts), 12);
    },
  );

  test.prop([fc.nat(60), fc.integer({ min: 2, max: 6 })])(
    'are all given out when they are drawn',
    (windows, units) => {
      const counts = drawnAnswers(windows, equalShares(units), seededRandom(windows));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(windows);
    },
  );
});

describe('relabeling', () => {
  test.prop([
    fc.array(fc.nat(30), { minLength: 1, maxLength: 7 }),
    fc.infiniteStream(fc.boolean()),
  ])(
    'agrees with all ways in which two readers can be named, within the error of random draws',
    (sizes, sides) => {
      const windows = sizes.map((size) => (sides.next().value === true ? [size, 0] : [0, size]));
      const total = sizes.reduce((sum, size) => sum + size, 0);
      const ways = Array.from({ length: 2 ** sizes.length }, (_, way) => {
        const first = sizes.reduce((sum, size, bit) => sum + ((way >> bit) & 1 ? size : 0), 0);
        return chiSquare([first, total - first], [0.5, 0.5]);
      });
      const { x2, p } = relabeling(windows, seededRandom(1), 999);
      const exact = ways.filter((way) => way >= x2 - 1e-9).length / ways.length;
      expect(Math.abs(p - exact)).toBeLessThan(4.5 * Math.sqrt((exact * (1 - exact)) / 999) + 2e-3);
    },
  );

  it('is never certain of anything when every window is even', () => {
    expect(
      relabeling(
        [
          [5, 5],
          [5, 5],
        ],
        seededRandom(1),
      ).p,
    ).toBe(1);
  });
});

it('answers that are held are told from fresh ones', () => {
  expect(heldAnswers([0, 0, 0, 1, 1, 1, 0, 0, 0], [0.5, 0.5])).toMatchObject({
    repeats: 6,
    pairs: 8,
  });
  expect(heldAnswers([0, 1, 0, 1], [0.5, 0.5]).p).toBe(1);
  expect(heldAnswers([0], [0.5, 0.5])).toEqual({ repeats: 0, pairs: 0, p: 1 });
  expect(heldAnswers([0, 0, 0], [1]).p).toBe(1);
});

describe('power', () => {
  it.each([
    [2, 1.5, 32],
    [3, 1.5, 78],
    [5, 2, 48],
    [10, 3, 36],
    [15, 2, 257],
  ])(
    'of %i readers, one at %d times its share, takes %i windows by the formula',
    (k, ratio, windows) => {
      expect(windowsByFormula({ expected: equalShares(k), ratio })).toBe(windows);
    },
  );

  it.each([
    [2, 0.05, 6],
    [3, 0.05, 4],
    [4, 0.05, 4],
    [5, 0.05, 3],
    [15, 0.05, 3],
  ])('of %i readers at level %d begins at %i windows', (k, level, windows) => {
    expect(fewestWindows(k, level)).toBe(windows);
  });

  it('is reached with the windows that are asked for, and not with half of them', () => {
    const effect = { expected: equalShares(3), ratio: 2 };
    const windows = windowsFor(effect, 0.05, seededRandom(3));
    expect(powerOf(effect, windows, 0.05, seededRandom(4))).toBeGreaterThan(0.78);
    expect(powerOf(effect, Math.ceil(windows / 2), 0.05, seededRandom(4))).toBeLessThan(0.7);
  });

  test.prop([fc.integer({ min: 2, max: 8 }), fc.double({ min: 1.1, max: 5, noNaN: true })])(
    'compares with shares that add up to 1',
    (units, ratio) => {
      const shares = sharesWith({ expected: equalShares(units), ratio }, 0);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
    },
  );
});
