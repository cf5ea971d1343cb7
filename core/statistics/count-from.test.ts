import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { countFrom } from './count-from.ts';
import { add, emptyHistogram } from './histogram.ts';

const durations = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 4_000_000_000 })),
  { maxLength: 40 },
);
const threshold = fc.oneof(
  fc.integer({ min: 1, max: 20_000 }),
  fc.integer({ min: 1, max: 4_000_000_000 }),
);

test.prop([durations, threshold])(
  'counts the values from a threshold on that is at most 0.5 % away from the one asked for',
  (values, micros) => {
    const histogram = emptyHistogram();
    for (const value of values) add(histogram, value);
    const exact = (from: number): number => values.filter((value) => value >= from).length;
    const found = countFrom(histogram, micros);
    expect(found).toBeGreaterThanOrEqual(exact(micros * 1.0051));
    expect(found).toBeLessThanOrEqual(exact(micros * 0.9949));
  },
);

test.prop([durations, threshold, fc.integer({ min: 1, max: 10 })])(
  'counts all or none when the threshold is beyond all values',
  (values, micros, factor) => {
    const histogram = emptyHistogram();
    for (const value of values) add(histogram, value + micros);
    expect(countFrom(histogram, micros)).toBe(values.length);
    expect(countFrom(histogram, Math.max(0, ...values) + micros + factor)).toBe(0);
  },
);
