import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { type CheckerLook, healthStatuses } from './health-check.ts';

const look = (checker: number, isHealthy: boolean): CheckerLook => ({ checker, isHealthy });

/** What the status is after each look, each told as checker and outcome: `0+` or `3-`. */
function statuses(looks: string): boolean[] {
  const after = healthStatuses();
  return looks
    .split(' ')
    .map((one) => after(look(Number(one.slice(0, -1)), one.endsWith('+'))).isHealthy);
}

describe('a health check', () => {
  it.each([
    ['0- 0- 0-', [true, true, false]],
    ['0- 0- 0+ 0- 0- 0-', [true, true, true, true, true, false]],
    ['0- 0- 0- 0+ 0+ 0+', [true, true, false, false, false, true]],
    // One of five is more than 18 %.
    ['4+ 3+ 2+ 1+ 0- 0- 0- 1- 1- 1- 2- 2- 2- 3- 3- 3-', Array.from({ length: 16 }, () => true)],
  ])('is healthy after %s: %j', (looks, expected) => {
    expect(statuses(looks)).toEqual(expected);
  });

  it('is unhealthy with one of six that says otherwise', () => {
    const after = healthStatuses();
    for (let checker = 0; checker < 6; checker += 1) after(look(checker, true));
    let last = after(look(0, false));
    for (let checker = 0; checker < 5; checker += 1)
      for (let again = 0; again < 3; again += 1) last = after(look(checker, false));
    expect(last).toEqual({ share: 1 / 6, isHealthy: false });
  });
});

property.prop([fc.array(fc.tuple(fc.nat(7), fc.boolean()), { minLength: 1 })])(
  'two failures in a row never change what a checker says',
  (looks) => {
    const after = healthStatuses();
    const failures = new Map<number, number>();
    for (const [checker, isHealthy] of looks) {
      const inARow = isHealthy ? 0 : Math.min(2, (failures.get(checker) ?? 0) + 1);
      // A third in a row is turned into a success.
      const isThird = !isHealthy && (failures.get(checker) ?? 0) === 2;
      failures.set(checker, isThird ? 0 : inARow);
      expect(after(look(checker, isHealthy || isThird)).share).toBe(1);
    }
  },
);
