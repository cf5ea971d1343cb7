import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, composite, findingsOf } from '../testing/samples.ts';
import { notAlarm as rule } from './not-alarm.ts';

const { accepts, finds } = casesOf(rule);

const child = alarm({ treatMissingData: 'missing' });

finds(
  'NOT ALARM of a child that may lack data',
  [child, composite({ rule: 'ALARM(x) AND NOT ALARM("api-cpu")' })],
  'warning composite alarm "pms-down": NOT ALARM("api-cpu") also holds while "api-cpu" is in INSUFFICIENT_DATA. It starts there, and goes there whenever data is missing. Write OK("api-cpu") if you mean that everything is fine.',
);
it.each([
  'NOT (ALARM(x) OR ALARM("api-cpu"))',
  'AT_LEAST(1, NOT ALARM, (api-cpu, x))',
  'NOT (NOT (NOT ALARM(api-cpu)))',
])('not-alarm finds %s', (text) => {
  expect(findingsOf(rule, [child, composite({ rule: text })])).toHaveLength(1);
});
it.each([
  'OK("api-cpu")',
  'NOT OK("api-cpu")',
  'NOT (NOT ALARM("api-cpu"))',
  'AT_LEAST(1, ALARM, (api-cpu, x))',
])('not-alarm accepts %s', (text) => {
  expect(findingsOf(rule, [child, composite({ rule: text })])).toEqual([]);
});
accepts('NOT ALARM of a child that always has data', [
  alarm(),
  composite({ rule: 'NOT ALARM("api-cpu")' }),
]);
