import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { add, emptyHistogram, quantile } from './histogram.ts';
import { histogramSlots } from './histogram-slots.ts';

const value = fc.record({
  slot: fc.integer({ min: -20, max: 20 }),
  micros: fc.oneof(fc.constant(0), fc.nat(100_000), fc.nat(2_000_000_000)),
  times: fc.constantFrom(1, 3),
});
const range = fc.tuple(fc.integer({ min: -25, max: 25 }), fc.integer({ min: -25, max: 25 }));

test.prop([fc.array(value), fc.array(range)])(
  'slots filled in any order, and read meanwhile, hold what histograms of the values in them do',
  (values, ranges) => {
    const slots = histogramSlots();
    for (const [index, { slot, micros, times }] of values.entries()) {
      for (let time = 0; time < times; time += 1) add(slots.at(slot), micros);
      const seen = values.slice(0, index + 1).filter((one) => one.slot === slot);
      expect(slots.count(slot, slot + 1)).toBe(seen.reduce((sum, one) => sum + one.times, 0));
    }
    for (const [first, end] of [...ranges, [-Infinity, Infinity] as const]) {
      const [expected, merged] = [emptyHistogram(), emptyHistogram()];
      for (const { slot, micros, times } of values)
        for (let time = 0; time < times; time += 1)
          if (slot >= first && slot < end) add(expected, micros);
      slots.mergeInto(merged, first, end);
      expect(slots.count(first, end)).toBe(expected.n);
      const figures = ({ n, sum, min, max, zeros }: typeof merged): number[] => [
        n,
        sum,
        min,
        max,
        zeros,
      ];
      expect(figures(merged)).toEqual(figures(expected));
      for (const q of [0, 0.1, 0.5, 0.9, 1])
        expect(quantile(merged, q)).toBe(quantile(expected, q));
    }
  },
);

test('a bucket counts more than fit into a pair', () => {
  const slots = histogramSlots();
  const values = 2_500_000;
  const histogram = slots.at(0);
  for (let index = 0; index < values; index += 1) add(histogram, 5);
  const merged = emptyHistogram();
  slots.mergeInto(merged, 0, 1);
  expect(merged.counts.reduce((sum, count) => sum + count, 0)).toBe(values);
});
