import { describe, expect, it } from 'vitest';
import { summaryAt } from '../history/testing/summary.ts';
import { defaultGateOptions } from './options.ts';
import { pilotPairs, planFor, spreadOfHistory, spreadOfPairs } from './plan-pairs.ts';
import { pairsOf } from './testing/simulated-system.ts';

const spread = { name: 'offers', percentile: 0.95, sd: 0.13 };
const around = { hypotheses: 8, most: 60, from: 'By the first 6 pairs' };

describe('the plan of an A/B comparison', () => {
  it('says what it rests on', () => {
    const { looks, sentence } = planFor(spread, around, defaultGateOptions);
    expect(looks).toEqual({ pairs: 58, at: [24, 35, 47] });
    expect(sentence).toBe(
      'By the first 6 pairs, offers: p95 varies by 13 % from pair to pair: finding 10 % takes up to 58 pairs.',
    );
  });

  it('says what the pairs find that are played at most, where they are too few', () => {
    const { looks, sentence } = planFor(spread, { ...around, most: 20 }, defaultGateOptions);
    expect(looks).toEqual({ pairs: 20, at: [8, 12, 16] });
    expect(sentence).toBe(
      'By the first 6 pairs, offers: p95 varies by 13 % from pair to pair: finding 10 % takes up to 58 pairs, and the 20 that are played at most find 20 %.',
    );
    const wild = planFor({ ...spread, sd: 3 }, { ...around, most: 20 }, defaultGateOptions);
    expect(wild.sentence).toMatch(
      /, and the 20 that are played at most are too few to find anything\.$/,
    );
  });

  it('takes blocks without any spread', () => {
    expect(planFor({ ...spread, sd: 0 }, around, defaultGateOptions).looks.pairs).toBe(12);
  });

  it('learns the spread from the first pairs, whichever side is slower', () => {
    const sdAt = (ratio: number): number => {
      const play = pairsOf(3, 10, ratio);
      const pairs = Array.from({ length: pilotPairs }, () => play());
      return spreadOfPairs(pairs, defaultGateOptions)?.sd ?? 0;
    };
    expect(sdAt(1)).toBeGreaterThan(0.05);
    expect(sdAt(1)).toBeLessThan(0.4);
    expect(Math.abs(sdAt(1.5) / sdAt(1) - 1)).toBeLessThan(0.35);
  });

  it('learns it from blocks of the past, once there are six', () => {
    const past = Array.from({ length: 8 }, (_, at) =>
      summaryAt(at, { offers: at % 2 === 0 ? 100 : 110, rare: 5 }),
    ).map((run) => ({
      ...run,
      requests: run.requests.map((one) => (one.name === 'rare' ? { ...one, n: 3 } : one)),
    }));
    expect(spreadOfHistory(past.slice(0, 5), defaultGateOptions)).toBeUndefined();
    const learnt = spreadOfHistory(past, defaultGateOptions);
    expect(learnt).toMatchObject({ name: 'offers', percentile: 0.95 });
    // Steps of ln(1.1) have the variance of two runs.
    expect(learnt?.sd).toBeCloseTo(Math.log(1.1), 10);
  });
});
