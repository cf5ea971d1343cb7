import { describe, expect, it } from 'vitest';
import { restartAttempts } from './restart-attempts.ts';

const words = (): string => 'no such table';

describe('attempts to start a part again', () => {
  it('wait longer after each failure in a row, up to ten seconds', () => {
    const attempts = restartAttempts();
    const delays = Array.from({ length: 10 }, () => {
      const delay = attempts.delayMs();
      attempts.failed('it ended with status 1', words);
      return delay;
    });
    expect(delays).toEqual([100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000, 10_000]);
  });

  it('begin anew after a good life', () => {
    const attempts = restartAttempts();
    attempts.failed('it ended with status 1', words);
    expect(attempts.ended('it was ended by SIGKILL', 6000, words)).toBe('it was ended by SIGKILL');
    expect(attempts.delayMs()).toBe(100);
  });

  it('say how many failed in a row, and what the part said last', () => {
    const attempts = restartAttempts();
    expect(attempts.ended('it was ended by SIGKILL', 10, words)).toBe(
      'it was ended by SIGKILL; its log ends with: no such table',
    );
    expect(attempts.failed('it cannot be started', undefined)).toBe(
      'it cannot be started, 2 times in a row',
    );
    expect(attempts.areHopeless()).toBe(false);
    expect(attempts.failed('it ended with status 1', words)).toBe(
      'it ended with status 1, 3 times in a row; its log ends with: no such table',
    );
    expect(attempts.areHopeless()).toBe(true);
  });
});
