import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../core/seeded-random.ts';
import { type Histogram, add, emptyHistogram } from '../../core/statistics/histogram.ts';
import { compareBlocks } from './compare-blocks.ts';
import { defaultGateOptions } from './options.ts';
import { pairSd, planPairs } from './plan-pairs.ts';
import type { Block, BlockPair } from './run-blocks.ts';
import { pairsOf } from './testing/simulated-system.ts';

/** A block in which each name has as many requests of these milliseconds. */
function blockOf(durations: Readonly<Record<string, readonly number[]>>): Block {
  return new Map(Object.entries(durations).map(([name, ms]) => [name, histogramOf(ms)]));
}

function histogramOf(ms: readonly number[]): Histogram {
  const histogram = emptyHistogram();
  for (const one of ms) add(histogram, Math.round(one * 1000));
  return histogram;
}

/** A hundred durations around a median, spread by up to a half. */
const around = (ms: number): number[] =>
  Array.from({ length: 100 }, (_, index) => ms * (0.5 + index / 100));

/** Pairs whose new side is `ratio` times as slow, each pair on a machine of its own speed. */
function pairsAt(ratio: number, count = 20): BlockPair[] {
  const random = seededRandom(7);
  return Array.from({ length: count }, () => {
    const [speed, noise] = [80 + 40 * random(), 1 + 0.04 * (random() - 0.5)];
    return {
      base: blockOf({ search: around(speed), book: around(2 * speed) }),
      new: blockOf({ search: around(speed * ratio * noise), book: around(2 * speed) }),
    };
  });
}

describe('a comparison of interleaved blocks', () => {
  it('fails what is slower, and says it in one sentence', () => {
    const { verdict, sentence, comparisons } = compareBlocks(pairsAt(1.2));
    expect(verdict).toBe('fail');
    expect(sentence).toBe(
      'search: p95 20 % slower (19 to 21 %), search: p50 20 % slower (19 to 21 %), 20 pairs; everything else within 1 %',
    );
    expect(comparisons.map(({ verdict }) => verdict)).toEqual(['fail', 'fail', 'pass', 'pass']);
    expect(comparisons[0]).toMatchObject({
      name: 'search',
      unit: 'pairs',
      n: 20,
      change: 'slower',
    });
  });

  it('passes equals, and says how equal they are', () => {
    const { verdict, sentence } = compareBlocks(pairsAt(1));
    expect([verdict, sentence]).toEqual(['pass', 'everything within 1 %']);
  });

  it('passes what is slower for sure, but by less than the minimum effect', () => {
    const { verdict, comparisons } = compareBlocks(pairsAt(1.03));
    expect(verdict).toBe('pass');
    expect(comparisons[0]).toMatchObject({ name: 'search', change: 'slower', verdict: 'pass' });
  });

  it('passes what is faster, and says so', () => {
    const { verdict, sentence } = compareBlocks(pairsAt(0.8));
    expect([verdict, sentence]).toEqual([
      'pass',
      'search: p95 20 % faster (19 to 21 %), search: p50 20 % faster (19 to 21 %), 20 pairs; everything else within 1 %',
    ]);
  });

  it('is inconclusive where an effect is possible, and says what would tell', () => {
    const play = pairsOf(3, 5, 1);
    const { verdict, sentence, comparisons } = compareBlocks(
      Array.from({ length: 8 }, () => play()),
    );
    expect(verdict).toBe('inconclusive');
    expect(sentence).toMatch(
      /undecided: up to \d+ % slower is possible, about \d+ more pairs would tell/,
    );
    expect(comparisons.find(({ verdict }) => verdict === 'inconclusive')?.howMuchMore).toEqual({
      unit: 'pairs',
      count: expect.any(Number),
    });
  });

  it('is inconclusive when a name is on one side only', () => {
    const pairs = pairsAt(1).map((pair) => ({ ...pair, new: new Map([...pair.new].slice(0, 1)) }));
    expect(compareBlocks(pairs)).toMatchObject({
      verdict: 'inconclusive',
      sentence: 'book not in new; everything within 1 %',
      notCompared: [
        { name: 'book', percentile: 0.5, reason: 'not in new' },
        { name: 'book', percentile: 0.95, reason: 'not in new' },
      ],
    });
  });

  it('leaves out percentiles of too few requests, and pools pairs where that helps', () => {
    const few = pairsAt(1, 20).map((pair) => {
      const rare = blockOf({
        rare: [100, 120],
        some: around(50).filter((_, index) => index % 4 === 0),
      });
      return { base: new Map([...pair.base, ...rare]), new: new Map([...pair.new, ...rare]) };
    });
    const { verdict, sentence, comparisons, notCompared } = compareBlocks(few);
    expect(notCompared).toEqual([{ name: 'rare', percentile: 0.95, reason: 'rare' }]);
    expect(sentence).toBe('everything within 1 %; 1 percentile of too few requests not compared');
    expect(verdict).toBe('pass');
    const pooled = comparisons.filter(({ name }) => name === 'some' || name === 'rare');
    expect(pooled.map(({ name, percentile, n }) => [name, percentile, n])).toEqual(
      expect.arrayContaining([
        ['some', 0.95, 10],
        ['some', 0.5, 20],
        ['rare', 0.5, 10],
      ]),
    );
  });

  it('of nothing is inconclusive', () => {
    expect(compareBlocks([])).toEqual({
      verdict: 'inconclusive',
      sentence: 'nothing to compare',
      comparisons: [],
      notCompared: [],
    });
  });

  const ratios = fc.double({ min: 0.8, max: 1.25, noNaN: true });
  test.prop([ratios, fc.array(fc.nat(), { minLength: 20, maxLength: 20 })], { numRuns: 20 })(
    'is the same in every order of its pairs',
    (ratio, keys) => {
      const pairs = pairsAt(ratio);
      const shuffled = pairs
        .map((pair, index) => ({ pair, key: keys[index] ?? 0 }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ pair }) => pair);
      const [there, here] = [compareBlocks(pairs), compareBlocks(shuffled)];
      expect(here.verdict).toBe(there.verdict);
      for (const one of there.comparisons) {
        const { name, percentile, verdict, ratio } = one;
        const same = here.comparisons.find((o) => o.name === name && o.percentile === percentile);
        expect(same?.verdict).toBe(verdict);
        expect(same?.ratio).toBeCloseTo(ratio, 12);
        expect(same?.interval?.[1]).toBeCloseTo(one.interval?.[1] ?? 0, 12);
      }
    },
  );

  test.prop([ratios], { numRuns: 20 })('turns round with its sides', (ratio) => {
    const pairs = pairsAt(ratio);
    const turned = pairs.map((pair) => ({ base: pair.new, new: pair.base }));
    const of = (all: readonly BlockPair[]): number =>
      compareBlocks(all).comparisons.find(({ name }) => name === 'search')?.ratio ?? 0;
    expect(of(turned) * of(pairs)).toBeCloseTo(1, 1);
  });

  it('on a noisy machine passes equals, and finds 10 % at the size of the docs', () => {
    const rounds = 10;
    const failed = (ratio: number): number =>
      Array.from({ length: rounds }, (_, seed) => {
        const play = pairsOf(900 + seed, 10, ratio);
        return compareBlocks(Array.from({ length: 60 }, () => play()));
      }).filter(({ verdict }) => verdict === 'fail').length;
    expect(failed(1)).toBe(0);
    expect(failed(1.1)).toBeGreaterThanOrEqual(9);
  });
});

describe('looks while pairs come in', () => {
  const looks = { pairs: 60, at: [24, 36, 48] };

  it('stop early where the difference is plain', () => {
    expect(compareBlocks(pairsAt(1.2, 24), defaultGateOptions, looks).verdict).toBe('fail');
    expect(compareBlocks(pairsAt(1, 24), defaultGateOptions, looks).verdict).toBe('pass');
  });

  it('have wider intervals than one look at the same pairs', () => {
    const width = (result: ReturnType<typeof compareBlocks>): number => {
      const [low, high] = result.comparisons[0]?.interval ?? [1, 1];
      return Math.log(high / low);
    };
    const pairs = pairsAt(1, 24);
    expect(width(compareBlocks(pairs, defaultGateOptions, looks))).toBeGreaterThan(
      1.3 * width(compareBlocks(pairs)),
    );
  });
});

describe('the plan of an A/B comparison', () => {
  it.each([
    [0.05, 4, 13],
    [0.13, 8, 58],
    [0.13, 45, 70],
  ])(
    'for a standard deviation of %d and %d comparisons takes %d pairs',
    (sd, hypotheses, pairs) => {
      const plan = planPairs(sd, hypotheses, defaultGateOptions);
      expect(plan.pairs).toBe(pairs);
      expect(plan.at).toEqual([0.4, 0.6, 0.8].map((share) => Math.ceil(share * pairs)));
    },
  );

  it('learns the standard deviation from blocks of one system', () => {
    const play = pairsOf(5, 10, 1);
    const blocks = Array.from({ length: 60 }, () => play()).flatMap((pair) => [
      pair.base,
      pair.new,
    ]);
    expect(pairSd(blocks, 'offers', 0.95)).toBeGreaterThan(0.09);
    expect(pairSd(blocks, 'offers', 0.95)).toBeLessThan(0.18);
    expect(pairSd(blocks.slice(0, 3), 'offers', 0.95)).toBe(Number.NaN);
  });
});
