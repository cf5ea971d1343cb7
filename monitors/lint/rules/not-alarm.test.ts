import { describe, expect, it } from 'vitest';
import { alarm, composite, findingsOf } from '../testing/samples.ts';
import { notAlarm as rule } from './not-alarm.ts';

describe('not-alarm', () => {
  const child = alarm({ treatMissingData: 'missing' });

  it('finds NOT ALARM of a child that may lack data', () => {
    expect(findingsOf(rule, [child, composite({ rule: 'ALARM(x) AND NOT ALARM("api-cpu")' })]))
      .toMatchInlineSnapshot(`
      [
        "warning composite alarm "pms-down": NOT ALARM("api-cpu") also holds while "api-cpu" is in INSUFFICIENT_DATA. It starts there, and goes there whenever data is missing. Write OK("api-cpu") if you mean that everything is fine.",
      ]
    `);
  });
  it.each([
    'NOT (ALARM(x) OR ALARM("api-cpu"))',
    'AT_LEAST(1, NOT ALARM, (api-cpu, x))',
    'NOT (NOT (NOT ALARM(api-cpu)))',
  ])('finds %s', (text) => {
    expect(findingsOf(rule, [child, composite({ rule: text })])).toHaveLength(1);
  });
  it.each([
    'OK("api-cpu")',
    'NOT OK("api-cpu")',
    'NOT (NOT ALARM("api-cpu"))',
    'AT_LEAST(1, ALARM, (api-cpu, x))',
  ])('accepts %s', (text) => {
    expect(findingsOf(rule, [child, composite({ rule: text })])).toEqual([]);
  });
  it('accepts NOT ALARM of a child that always has data', () => {
    expect(findingsOf(rule, [alarm(), composite({ rule: 'NOT ALARM("api-cpu")' })])).toEqual([]);
  });
});
