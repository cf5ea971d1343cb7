import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../seeded-random.ts';
import { nearestRank } from '../histogram.ts';
import { variance } from '../sample.ts';
import { blockLengths } from './block-length.ts';
import { bootstrapQuantiles } from './bootstrap.ts';
import { circularBlocks, movingBlocks, stationaryBlocks } from './resample.ts';
import { poolOf, pooledQuantiles } from './seconds-pool.ts';

const schemes = {
  circular: circularBlocks,
  moving: movingBlocks,
  stationary: stationaryBlocks,
} as const;
const series = fc.array(fc.double({ min: 100, max: 300, noNaN: true }), {
  minLength: 8,
  maxLength: 80,
});

describe.each(Object.entries(schemes))('the %s bootstrap', (_, blocks) => {
  test.prop([fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 20 }), fc.nat()])(
    'draws values of the series, as many as there are',
    (n, block, seed) => {
      const drawn = new Int32Array(n).fill(-1);
      blocks(Math.min(block, n))(drawn, seededRandom(seed));
      expect(drawn.every((index) => index >= 0 && index < n)).toBe(true);
    },
  );

  it('keeps neighbors together', () => {
    const drawn = new Int32Array(10_000);
    blocks(10)(drawn, seededRandom(3));
    const together = drawn.filter((value, at) => value === (drawn[at - 1] ?? -2) + 1).length;
    expect(Math.abs(together / drawn.length - 0.9)).toBeLessThan(0.01);
  });
});

describe('quantiles of a pool', () => {
  test.prop([
    fc.array(fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 8 }), {
      minLength: 1,
      maxLength: 10,
    }),
    fc.array(fc.nat(3), { minLength: 10, maxLength: 10 }),
    fc.uniqueArray(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 }),
  ])('are those of all values that were taken', (parts, times, some) => {
    const qs = some.toSorted((a, b) => a - b);
    const counted = parts.map((values, part) => ({
      part,
      pairs: values.map((value) => [value, 1] as const),
    }));
    const all = parts
      .flatMap((values, part) => Array.from({ length: times[part] ?? 0 }, () => values).flat())
      .toSorted((a, b) => a - b);
    expect(
      pooledQuantiles(
        poolOf(parts.length, counted),
        Float64Array.from(times.slice(0, parts.length)),
        qs,
      ),
    ).toEqual(qs.map((q) => (all.length === 0 ? Number.NaN : all[nearestRank(all.length, q) - 1])));
  });

  it('vary over resamples as much as independent values do', () => {
    const random = seededRandom(5);
    const counted = Array.from({ length: 400 }, (_, part) => ({
      part,
      pairs: [[random(), 1] as const],
    }));
    const plan = { resampling: stationaryBlocks(1), rounds: 2000, random };
    const [medians = []] = bootstrapQuantiles(poolOf(400, counted), [0.5], plan);
    // The median of n uniform values varies by 1 / (4 n).
    expect(variance(medians) * 4 * 400).toBeGreaterThan(0.7);
    expect(variance(medians) * 4 * 400).toBeLessThan(1.4);
  });
});

describe('the block length', () => {
  test.prop([series, fc.double({ min: 0.1, max: 50, noNaN: true }), fc.nat(1000)])(
    'is the same in every unit and from every zero',
    (values, unit, zero) => {
      const [there, here] = [
        blockLengths(values),
        blockLengths(values.map((v) => v * unit + zero)),
      ];
      expect(here?.stationary).toBeCloseTo(there?.stationary ?? 0, 4);
    },
  );

  test.prop([series])('is at most three roots of the length, rounded up', (values) => {
    const { stationary = 0, circular = 0 } = blockLengths(values) ?? {};
    const most = Math.ceil(Math.min(3 * Math.sqrt(values.length), values.length / 3));
    expect(Math.max(stationary, circular)).toBeLessThanOrEqual(most);
  });

  it.each([[[]], [[1, 2]], [[5, 5, 5, 5, 5, 5]]])('is none for %j', (values) => {
    expect(blockLengths(values)).toBeUndefined();
  });
});
