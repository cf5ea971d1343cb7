import { expect, it } from 'vitest';
import { alarm, criticalAlarm, filter, findingsOf } from '../testing/samples.ts';
import { conflictingUnits as rule } from './conflicting-units.ts';

it('conflicting-units finds two filters of one metric with different units', () => {
  const other = filter({ name: 'other' }, { unit: 'Count' });
  expect(findingsOf(rule, [filter(), other])).toEqual([
    'warning metric filter "other": It publishes Pms Critical in Count, and metric filter "pms-critical" in None. CloudWatch keeps them apart: a statistic with a unit sees only the values of that unit.',
  ]);
});
it('conflicting-units finds an alarm that asks for a unit that is not published', () => {
  expect(findingsOf(rule, [filter(), criticalAlarm({}, { unit: 'Count' })])).toEqual([
    'error metric alarm "pms-critical-lines": It asks for Pms Critical in Count, but it is published in None. It never gets a datapoint. Omit the unit: then all values count.',
  ]);
  expect(findingsOf(rule, [alarm({}, { unit: 'Count' })])).toHaveLength(1);
});
it('conflicting-units accepts the same unit, and other regions', () => {
  const [a, b] = [filter({}, { unit: 'Count' }), filter({ name: 'b', region: 'eu-west-1' })];
  expect(findingsOf(rule, [a, b, criticalAlarm({}, { unit: 'Count' })])).toEqual([]);
  expect(findingsOf(rule, [alarm({}, { unit: 'Percent' })])).toEqual([]);
});
