import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../core/seeded-random.ts';
import { pace, rateRule } from './rate-rule.ts';

/** Requests of one key that were let through, of some at these times (milliseconds), for each of many rules. */
function passed(limit: number, window: number, times: readonly number[]): number[] {
  return Array.from({ length: 400 }, (_, seed) => {
    const rule = rateRule({ limit, window }, pace, seededRandom(seed));
    let through = 0;
    for (const at of times) {
      // A rule is asked each second, not at each request.
      if (!rule.blocked(Math.floor(at / 1000) * 1000).has('key')) through += 1;
      rule.saw('key', at);
    }
    return through;
  });
}

const each = (ms: number, count: number): number[] =>
  Array.from({ length: count }, (_, nth) => nth * ms);
const share = (all: readonly number[], is: (n: number) => boolean): number =>
  all.filter(is).length / all.length;

describe('a rule, beside what users of WAF measured', () => {
  it('lets a loop of 160 requests a minute through for two minutes at most, mostly for half of one', () => {
    const through = passed(10, 300, each(375, 400));
    expect(share(through, (n) => n >= 159)).toBeGreaterThan(0.05);
    expect(share(through, (n) => n <= 10 + 80)).toBeGreaterThan(0.5);
    expect(Math.max(...through)).toBeLessThan(11 + 160 * 2.1);
  });

  it('blocks one request each 15 s after the eleventh, most often at the twelfth to fourteenth', () => {
    const through = passed(10, 300, each(15_000, 19));
    expect(Math.min(...through)).toBeGreaterThanOrEqual(11);
    expect(share(through, (n) => n + 1 === 13)).toBeGreaterThan(0.3);
    expect(share(through, (n) => n + 1 >= 12 && n + 1 <= 14)).toBeGreaterThan(0.75);
  });

  it('lets 110 to 120 through of 150 that take 40 s, in the middle of what can be', () => {
    const through = passed(10, 60, each(40_000 / 150, 150)).toSorted((a, b) => a - b);
    expect(through[Math.floor(through.length / 2)]).toBeGreaterThan(100);
    expect(through[Math.floor(through.length / 2)]).toBeLessThan(130);
    expect(share(through, (n) => n >= 105 && n <= 125)).toBeGreaterThan(0.1);
    expect(through[0]).toBeGreaterThan(10);
  });
});

const requests = fc.array(fc.integer({ min: 0, max: 200_000 }), { maxLength: 80 });

property.prop([requests, fc.integer()])(
  'a key that never has more than the limit in any window is never blocked',
  (times, seed) => {
    const rule = rateRule({ limit: 80, window: 60 }, pace, seededRandom(seed));
    for (const at of times.toSorted((a, b) => a - b)) {
      rule.saw('key', at);
      expect(rule.blocked(at).size).toBe(0);
    }
  },
);

property.prop([fc.integer({ min: 11, max: 60 }), fc.integer()])(
  'a key that goes on at twice the limit and more is blocked within the window and two minutes, and let through within the same time after',
  (perMinute, seed) => {
    const rule = rateRule({ limit: 10, window: 60 }, pace, seededRandom(seed));
    let isBlocked = false;
    for (let at = 0; at <= 180_000; at += 60_000 / (2 * perMinute)) {
      rule.saw('key', at);
      isBlocked = rule.blocked(at).has('key');
    }
    expect(isBlocked).toBe(true);
    for (let at = 180_000; at <= 360_000; at += 1000) isBlocked = rule.blocked(at).has('key');
    expect(isBlocked).toBe(false);
  },
);

it('counts each key by itself', () => {
  const rule = rateRule({ limit: 10, window: 60 }, pace, seededRandom(1));
  for (let at = 0; at < 100_000; at += 1000) {
    rule.saw('fast', at);
    if (at % 20_000 === 0) rule.saw('slow', at);
  }
  expect([...rule.blocked(100_000)]).toEqual(['fast']);
});
