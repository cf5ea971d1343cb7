import { describe, expect, it } from 'vitest';
import { signInThrottle } from './throttle.ts';

describe('the throttle of sign-ins', () => {
  it('lets an account fail ten times in a minute, and then wait for the rest of it', () => {
    let now = 0;
    const throttle = signInThrottle(() => now);
    for (let i = 0; i < 10; i += 1) {
      expect(throttle.waitSeconds('manager')).toBe(0);
      throttle.failed('manager');
      now += 1000;
    }
    expect(throttle.waitSeconds('manager')).toBe(50);
    expect(throttle.waitSeconds('reception')).toBe(0);
    now = 60_000;
    expect(throttle.waitSeconds('manager')).toBe(0);
  });

  it('forgets the oldest when there are very many accounts, and so stays small', () => {
    const throttle = signInThrottle(() => 0);
    const fail = (account: string) => {
      for (let i = 0; i < 10; i += 1) throttle.failed(account);
    };
    fail('first');
    for (let i = 0; i < 9_999; i += 1) throttle.failed(`name ${i}`);
    expect(throttle.waitSeconds('first')).toBe(60);
    throttle.failed('one more');
    expect(throttle.waitSeconds('first')).toBe(0);
  });
});
