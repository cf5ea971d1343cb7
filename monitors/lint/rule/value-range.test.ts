import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { comparisonOperators } from '../../definitions/metric-alarm.ts';
import { outcomeOf } from './value-range.ts';

const operators = comparisonOperators.slice(0, 4);
const holds = {
  GreaterThanOrEqualToThreshold: (value: number, threshold: number) => value >= threshold,
  GreaterThanThreshold: (value: number, threshold: number) => value > threshold,
  LessThanThreshold: (value: number, threshold: number) => value < threshold,
  LessThanOrEqualToThreshold: (value: number, threshold: number) => value <= threshold,
};
const small = fc.integer({ min: -5, max: 5 });

describe('the outcome of a comparison', () => {
  test.prop([fc.constantFrom(...operators), small, small, small])(
    'is what all values of the range say',
    (operator, threshold, one, other) => {
      const [least, greatest] = [Math.min(one, other), Math.max(one, other)];
      const values = Array.from(
        { length: 2 * (greatest - least) + 1 },
        (_, index) => least + index / 2,
      );
      const compare = Object.entries(holds).find(([name]) => name === operator)?.[1];
      const answers = new Set(values.map((value) => compare?.(value, threshold)));
      const expected = answers.size === 2 ? 'sometimes' : answers.has(true) ? 'always' : 'never';
      expect(outcomeOf(operator, threshold, { least, greatest })).toBe(expected);
    },
  );
});
