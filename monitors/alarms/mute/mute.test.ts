import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { MuteRule } from '../../definitions/mute-rule.ts';
import { renderTextError } from '../../../core/source/text-error.ts';
import { parseDuration } from './duration.ts';
import { parseSchedule } from './schedule.ts';
import { mergeWindows, muteWindows, windowAt } from './windows.ts';

const rule = (schedule: string, duration: string, more: Partial<MuteRule> = {}): MuteRule => ({
  kind: 'mute-rule',
  name: 'night',
  schedule,
  duration,
  ...more,
});
const iso = (at: number) => new Date(at).toISOString().slice(0, 16);
const windowsOf = (given: MuteRule, from: string, to: string) =>
  muteWindows(given, Date.parse(from), Date.parse(to)).map(
    ({ start, end }) => `${iso(start)} ${iso(end)}`,
  );

describe('a mute rule', () => {
  it('recurs at local times, through a change of clocks', () => {
    const night = rule('cron(30 2 * * SAT,SUN)', 'PT1H', { timeZone: 'Europe/Rome' });
    expect(windowsOf(night, '2026-03-27T00:00Z', '2026-03-30T00:00Z')).toEqual([
      '2026-03-28T01:30 2026-03-28T02:30',
      // There is no 02:30 on this Sunday: it counts from before the change.
      '2026-03-29T01:30 2026-03-29T02:30',
    ]);
  });

  it('that began before is still in force', () => {
    const weekend = rule('cron(0 18 * * FRI)', 'P2DT12H');
    expect(windowsOf(weekend, '2026-01-04T00:00Z', '2026-01-05T00:00Z')).toEqual([
      '2026-01-02T18:00 2026-01-05T06:00',
    ]);
  });

  it('happens once with at()', () => {
    const once = rule('at(2026-12-24T18:00)', 'PT6H', { timeZone: '+01:00' });
    expect(windowsOf(once, '2026-12-01T00:00Z', '2027-01-01T00:00Z')).toEqual([
      '2026-12-24T17:00 2026-12-24T23:00',
    ]);
    expect(windowsOf(once, '2026-12-25T00:00Z', '2027-01-01T00:00Z')).toEqual([]);
  });

  it('begins no window before its start or after its expiry, and ends with it', () => {
    const daily = rule('cron(0 22 * * *)', 'PT4H', {
      start: '2026-01-02T23:00:00Z',
      expire: '2026-01-05T00:00:00Z',
    });
    expect(windowsOf(daily, '2026-01-01T00:00Z', '2026-01-10T00:00Z')).toEqual([
      '2026-01-03T22:00 2026-01-04T02:00',
      '2026-01-04T22:00 2026-01-05T00:00',
    ]);
  });

  it('with both day fields fits a day that either of them does, as cron has it', () => {
    const both = rule('cron(0 0 13 JAN FRI)', 'PT1H');
    const days = windowsOf(both, '2026-01-01T00:00Z', '2026-02-01T00:00Z').map((window) =>
      window.slice(8, 10),
    );
    expect(days).toEqual(['02', '09', '13', '16', '23', '30']);
  });

  it.each([
    [
      'every night',
      'line 1, column 1: it is not a schedule. Expected cron(minutes hours day-of-month month day-of-week) or at(yyyy-MM-ddThh:mm).\n  every night\n  ^',
    ],
    [
      'cron(0 2 * *)',
      'line 1, column 13: it has 4 fields. Expected five fields: minutes, hours, day of month, month and day of week.\n  cron(0 2 * *)\n              ^',
    ],
    [
      'cron(0 2 ? * MON)',
      'line 1, column 10: "?" is not a valid day of month. Expected 1 to 31, with *, - and ,.\n  cron(0 2 ? * MON)\n           ^',
    ],
    [
      'cron(*/5 2 * * *)',
      'line 1, column 6: "*/5" is not a valid minutes. Expected 0 to 59, with *, - and ,.\n  cron(*/5 2 * * *)\n       ^',
    ],
    [
      'cron(0 2 * FEB-JAN *)',
      'line 1, column 12: "FEB-JAN" is not a valid month. Expected 1 to 12 or JAN to DEC, with *, - and ,.\n  cron(0 2 * FEB-JAN *)\n             ^',
    ],
    [
      'at(2026-02-30T10:00)',
      'line 1, column 4: "2026-02-30T10:00" is not a local time. Expected yyyy-MM-ddThh:mm.\n  at(2026-02-30T10:00)\n     ^',
    ],
  ])('refuses the schedule %s', (text, message) => {
    const parsed = parseSchedule(text);
    expect(parsed.ok ? '' : renderTextError(parsed.error)).toBe(message);
  });

  it('that cannot be understood is named in the error', () => {
    expect(() =>
      windowsOf(rule('cron(0 2 * * *)', 'PT0M'), '2026-01-01T00:00Z', '2026-01-02T00:00Z'),
    ).toThrow(
      'The duration of mute rule "night" is "PT0M", but must be an ISO 8601 duration from PT1M to P15D, such as PT4H.',
    );
    expect(() =>
      windowsOf(
        rule('cron(0 2 * * *)', 'PT1H', { timeZone: 'Rome' }),
        '2026-01-01T00:00Z',
        '2026-01-02T00:00Z',
      ),
    ).toThrow('The time zone of mute rule "night" is "Rome"');
    expect(() =>
      windowsOf(rule('cron(x 2 * * *)', 'PT1H'), '2026-01-01T00:00Z', '2026-01-02T00:00Z'),
    ).toThrow('The schedule of mute rule "night", line 1, column 6: "x" is not a valid minutes.');
  });

  it.each([
    ['PT1M', 1],
    ['P15D', 21_600],
    ['P2DT12H', 3600],
    ['P1W', 10_080],
    ['P16D', undefined],
    ['PT30S', undefined],
    ['P', undefined],
    ['PT', undefined],
    ['1H', undefined],
  ])('lasts %s, which is %s minutes', (text, minutes) => {
    const length = parseDuration(text);
    expect(length === undefined ? undefined : length / 60_000).toBe(minutes);
  });

  const windows = fc.array(
    fc
      .tuple(fc.nat(50), fc.integer({ min: 1, max: 10 }))
      .map(([start, length]) => ({ start, end: start + length })),
  );

  property.prop([windows, fc.nat(70)])(
    'mutes when any window of the merged ones does',
    (all, at) => {
      const within = all.some(({ start, end }) => start <= at && at < end);
      expect(windowAt(mergeWindows(all), at) !== undefined).toBe(within);
    },
  );
});
