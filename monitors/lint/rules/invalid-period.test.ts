import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, findingsOf } from '../testing/samples.ts';
import { invalidPeriod as rule } from './invalid-period.ts';

const { finds } = casesOf(rule);

finds(
  'a period of 90 seconds',
  [alarm({}, { period: 90 })],
  'error metric alarm "api-cpu": Its period is 90 seconds. A period is 10, 20, 30 or a multiple of 60 seconds; the nearest is 120.',
);
it.each([0, -60, 5, 15, 40, 61, 60.5, Number.NaN])(
  'invalid-period finds a period of %d',
  (period) => {
    expect(findingsOf(rule, [alarm({}, { period })])).toHaveLength(1);
  },
);
finds(
  'the period of an expression',
  [
    alarm({
      metric: [{ id: 'q', expression: 'SELECT AVG(CPUUtilization) FROM "AWS/ECS"', period: 45 }],
    }),
  ],
  1,
);
it.each([10, 20, 30, 60, 120, 86_400])('invalid-period accepts a period of %d', (period) => {
  expect(findingsOf(rule, [alarm({}, { period })])).toEqual([]);
});
