import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { downtimes } from './downtimes.ts';
import type { Sample } from './sample.ts';

interface Story {
  readonly seconds?: number;
  /** When the reader r does not answer, in seconds. */
  readonly down: readonly [from: number, to: number];
  /** Who answers the read of this moment; null for nobody. */
  readonly by: (second: number) => string | null;
}

/** A writer and two readers, a look and four reads a second. */
function samplesOf({ seconds = 30, down: [from, to], by }: Story): Sample[] {
  const samples: Sample[] = [
    { kind: 'node', at: 0, id: 'w', role: 'writer' },
    { kind: 'node', at: 0, id: 'r', role: 'reader' },
    { kind: 'node', at: 0, id: 's', role: 'reader' },
  ];
  for (let at = 0; at <= seconds * 1000; at += 250) {
    const second = at / 1000;
    if (at % 1000 === 0)
      samples.push({ kind: 'alive', at, id: 'r', alive: second < from || second >= to });
    const who = by(second);
    const error = who === null ? { error: 'gone' } : {};
    samples.push({ kind: 'answered', at, asked: 'read', by: who, ms: 2, ...error });
  }
  return samples;
}

/** Asked by turns. */
const turn = (second: number): string => (Math.floor(second * 4) % 2 === 0 ? 'r' : 's');
/** As long as it is asked, a reader that is down fails its reads. */
const askedUntil =
  (from: number, until: number) =>
  (second: number): string | null => {
    if (second < from || turn(second) === 's') return turn(second);
    return second < until ? null : 's';
  };

describe('a reader that does not answer', () => {
  it.each([
    [
      'that is left out soon',
      { down: [10, 20], by: askedUntil(10, 12) },
      'passed',
      'while it did not answer for 11.0 s, 4 of 45 reads failed, the slowest took 2 ms: it was left out within 2.5 s.',
    ],
    [
      'that nobody asks any more',
      { down: [10, 20], by: askedUntil(10, 10) },
      'passed',
      'while it did not answer for 11.0 s, 0 of 45 reads failed, the slowest took 2 ms: it was left out at once.',
    ],
    [
      'that goes on being asked',
      { down: [10, 20], by: askedUntil(10, 20) },
      'failed',
      'while it did not answer for 11.0 s, 20 of 45 reads failed, the slowest took 2 ms: it was asked 10.5 s later still ("gone").',
    ],
    [
      'whose end is not seen',
      { seconds: 12, down: [10, 99], by: askedUntil(10, 99) },
      'open',
      'while it did not answer for 3.0 s, 5 of 13 reads failed, the slowest took 2 ms: until the end it was not left out ("gone").',
    ],
    [
      'that was never asked',
      { down: [10, 20], by: () => 's' },
      'open',
      'while it did not answer for 11.0 s, nothing can be said: no reads went to it before.',
    ],
  ] as const)('%s is judged by how long it was asked', (_, story, state, evidence) => {
    expect(downtimes(samplesOf(story))).toEqual([{ name: 'r-left-out', state, evidence }]);
  });

  it('for a single look is no downtime', () => {
    expect(downtimes(samplesOf({ down: [10, 11], by: turn }))).toEqual([]);
  });

  test.prop([fc.integer({ min: 0, max: 40 })])(
    'passes only when it was left out within five seconds',
    (quarters) => {
      const until = 10 + quarters / 4;
      const [check] = downtimes(samplesOf({ down: [10, 25], by: askedUntil(10, until) }));
      // The last look at which it answered was a second before, and every second read is for it.
      const lastAsked = quarters === 0 ? 9 : 10 + (Math.ceil(quarters / 2) * 2 - 2) / 4;
      expect(check?.state).toBe(lastAsked - 9 < 5 ? 'passed' : 'failed');
    },
  );
});
