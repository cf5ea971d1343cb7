import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { peakToAverage } from './indices.ts';
import { counterRates } from '../counter-rates.ts';

describe('peak to average', () => {
  it.each([
    [[50, 50], 1],
    [[76, 24], 1.52],
    [[0, 0, 9], 3],
  ] as const)('of %j is %d', (loads, expected) => {
    expect(peakToAverage(loads)).toBeCloseTo(expected, 10);
  });

  it('is not known without load', () => {
    expect(peakToAverage([])).toBeUndefined();
    expect(peakToAverage([0, 0])).toBeUndefined();
  });

  test.prop([fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1 })])(
    'lies between 1 and the number of units',
    (loads) => {
      const found = peakToAverage(loads) ?? 1;
      expect(found).toBeGreaterThanOrEqual(1 - 1e-9);
      expect(found).toBeLessThanOrEqual(loads.length + 1e-9);
    },
  );
});

describe('the rate of a counter', () => {
  it('is taken between samples, and skips the time in which it began anew', () => {
    const samples = [
      { at: 0, value: 100 },
      { at: 5_000, value: 600 },
      { at: 10_000, value: 20 },
      { at: 12_000, value: 60 },
    ];
    expect(counterRates(samples)).toEqual([
      { at: 5_000, perSecond: 100 },
      { at: 12_000, perSecond: 20 },
    ]);
  });
});
