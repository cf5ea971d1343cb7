import { expect, it } from 'vitest';
import { findingsOf, muteRule } from '../testing/samples.ts';
import { muteRuleSchedule as rule } from './mute-rule-schedule.ts';

it('mute-rule-schedule shows where a schedule breaks off', () => {
  expect(findingsOf(rule, [muteRule({ schedule: 'cron(0 25 * * SUN)' })])).toMatchInlineSnapshot(`
    [
      "error mute rule "sunday-maintenance": Its schedule "cron(0 25 * * SUN)" is not valid: "25" is not a valid hours. line 1, column 8: "25" is not a valid hours. Expected 0 to 23, with *, - and ,.
      cron(0 25 * * SUN)
             ^",
    ]
  `);
});
it.each([
  { schedule: 'cron(0 2 * *)' },
  { schedule: 'rate(1 day)' },
  { schedule: 'at(2026-02-30T10:00)' },
  { duration: 'P16D' },
  { duration: '2h' },
  { duration: 'PT30S' },
  { timeZone: 'Europe/Milano' },
  { expire: 'tomorrow' },
  { start: '2026-12-02T00:00:00Z', expire: '2026-12-01T00:00:00Z' },
])('mute-rule-schedule finds %j', (change) => {
  expect(findingsOf(rule, [muteRule(change)])).toHaveLength(1);
});
it.each([
  { schedule: 'at(2026-12-24T18:00)', duration: 'P15D' },
  { duration: 'PT1M' },
  { start: '2026-12-01T00:00:00Z', expire: '2026-12-02T00:00:00Z' },
])('mute-rule-schedule accepts %j', (change) => {
  expect(findingsOf(rule, [muteRule(change)])).toEqual([]);
});
