import { describe, expect, it } from 'vitest';
import { defaultGateOptions } from '../gate/options.ts';
import { pairsOf } from '../gate/testing/simulated-system.ts';
import { type JudgedBlock, type JudgedPair, comparePairs } from './compare-pairs.ts';

const options = { ...defaultGateOptions, percentiles: [...defaultGateOptions.percentiles] };

/** Pairs of equal systems, of which some blocks are judged otherwise. */
function pairs(
  count: number,
  change: (index: number) => {
    base?: Partial<JudgedBlock>;
    new?: Partial<JudgedBlock>;
  } = () => ({}),
): JudgedPair[] {
  const play = pairsOf(7, 10, 1);
  const judged = { outcome: 'pass', reason: '', isWrong: false } as const;
  return Array.from({ length: count }, (_, index) => {
    const blocks = play();
    const changed = change(index);
    return {
      base: { block: blocks.base, ...judged, ...changed.base },
      new: { block: blocks.new, ...judged, ...changed.new },
    };
  });
}

const compare = (all: readonly JudgedPair[]): ReturnType<typeof comparePairs> =>
  comparePairs(all, { options });

const late = { outcome: 'invalid', reason: 'Timers fired late.' } as const;
const slow = { outcome: 'fail', reason: 'offers missed p95 below 300 ms.' } as const;

describe('a comparison of pairs of runs', () => {
  it('passes equals', () => {
    expect(compare(pairs(60))).toMatchObject({ outcome: 'pass', notes: [], differences: [] });
  });

  it('leaves invalid pairs out, and says so', () => {
    const result = compare(pairs(60, (index) => (index < 3 ? { base: late } : {})));
    expect(result.comparisons[0]?.n).toBe(57);
    expect(result.notes).toEqual(['3 of 60 pairs left out as invalid: Timers fired late']);
  });

  it('is invalid where too few pairs are left', () => {
    const { outcome, sentence, comparisons } = compare(
      pairs(10, (index) => (index < 6 ? { new: late } : {})),
    );
    expect([outcome, comparisons]).toEqual(['invalid', []]);
    expect(sentence).toBe(
      '6 of 10 pairs left out as invalid: Timers fired late; 4 pairs left, of 6 at least',
    );
  });

  it('fails a system that sells a night twice, however fast it is', () => {
    const wrong = { isWrong: true, outcome: 'fail', reason: 'A night was sold twice.' } as const;
    const { outcome, sentence } = compare(
      pairs(60, (index) => (index === 5 ? { new: wrong } : {})),
    );
    expect(outcome).toBe('fail');
    expect(sentence).toMatch(/^new is wrong in 1 of 60 blocks: A night was sold twice; /);
  });

  it('does not hold against the new system what the base does', () => {
    const wrong = { isWrong: true, outcome: 'fail', reason: 'A night was sold twice.' } as const;
    const result = compare(pairs(60, (index) => (index === 5 ? { base: wrong } : {})));
    expect(result.outcome).toBe('pass');
    expect(result.notes).toEqual(['base fails in 1 of 60 blocks: A night was sold twice.']);
  });

  it('fails a system that misses its objectives in most blocks, unless the base does', () => {
    const { outcome, sentence } = compare(pairs(60, (index) => (index > 25 ? { new: slow } : {})));
    expect(outcome).toBe('fail');
    expect(sentence).toMatch(/^new fails in 34 of 60 blocks: offers missed p95 below 300 ms; /);
    expect(compare(pairs(60, () => ({ base: slow, new: slow }))).outcome).toBe('pass');
    expect(compare(pairs(60, (index) => (index > 35 ? { new: slow } : {}))).outcome).toBe('pass');
  });

  it('does not compare systems that were asked for other things', () => {
    const result = compare(
      pairs(60).map((pair) => {
        const block = new Map([...pair.new.block].filter(([name]) => name !== 'search'));
        return { ...pair, new: { ...pair.new, block } };
      }),
    );
    expect(result.outcome).toBe('inconclusive');
    expect(result.sentence).toMatch(
      /^cannot be compared: request mix \S+ % search against 0\.0 % search$/,
    );
  });

  it('is inconclusive where nothing was played', () => {
    expect(compare([])).toMatchObject({ outcome: 'inconclusive', sentence: 'nothing to compare' });
  });
});
