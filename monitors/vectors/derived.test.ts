import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluateAlarmVectors } from './evaluate.ts';

const path = new URL('derived.json', import.meta.url).pathname;
const derived = (): unknown => JSON.parse(readFileSync(path, 'utf8'));

describe('rows that follow from the rules of AWS', () => {
  it('all agree', () => {
    expect(evaluateAlarmVectors(derived(), 'derived.json')).toEqual({
      agreed: 852,
      disagreed: [],
      notEvaluated: [],
    });
  });

  it.each([
    [
      'wallClock.windows[0]',
      {
        wallClock: {
          windows: [
            {
              tz: 'Asia/Kolkata',
              period: 3600,
              at: '2026-01-01T12:40Z',
              boundaries: ['2026-01-01T11:00Z', '2026-01-01T12:00Z'],
            },
          ],
        },
      },
      ['2026-01-01T11:00Z', '2026-01-01T12:00Z'],
      ['2026-01-01T11:30Z', '2026-01-01T12:30Z'],
    ],
    [
      'wallClock.windows[0]',
      {
        wallClock: {
          windows: [
            {
              tz: 'Mars/Base',
              period: 60,
              at: '2026-01-01T12:40Z',
              boundaries: ['2026-01-01T12:39Z', '2026-01-01T12:40Z'],
            },
          ],
        },
      },
      ['2026-01-01T12:39Z', '2026-01-01T12:40Z'],
      'the time zone "Mars/Base" is not valid: use an IANA name, +hh:mm or UTC+hh:mm',
    ],
    [
      'cadence.slidingExample[1].12:15',
      {
        cadence: {
          slidingExample: [
            { period: 60, N: 1, expectedTimestamps: {} },
            { period: 60, N: 1, expectedTimestamps: { '12:15': ['12:15'] } },
          ],
        },
      },
      ['12:15'],
      ['12:14'],
    ],
    [
      'metricMath.vectors[0]',
      { metricMath: { vectors: [{ m1: [1, 2], expr: 'ABS(m1)', out: 'reject' }] } },
      'reject',
      [1, 2],
    ],
  ])('a wrong row disagrees: %s', (id, file, expected, got) => {
    expect(evaluateAlarmVectors(file, 'wrong.json')).toEqual({
      agreed: 0,
      disagreed: [{ id, verdict: 'disagreed', expected, got }],
      notEvaluated: [],
    });
  });
});
