import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { cadenceOf, dataUntil, isDue } from './cadence.ts';
import { slidingPeriods } from './sliding.ts';
import { instantOf, localTimeOf, parseTimeZone, type TimeZone } from './time-zone.ts';
import { wallClockProblems } from './wall-clock-rules.ts';
import { wallClockWindow } from './wall-clock.ts';

function zoneOf(name: string): TimeZone {
  const parsed = parseTimeZone(name);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.zone;
}

const zones = [
  'Europe/Rome',
  'America/New_York',
  'America/Havana',
  'Asia/Kolkata',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  '-03:30',
] as const;
/** When clocks of these zones change. */
const changes = [
  Date.UTC(2026, 2, 29, 1),
  Date.UTC(2026, 9, 25, 1),
  Date.UTC(2026, 2, 8, 5),
  Date.UTC(2026, 10, 1, 5),
  Date.UTC(2026, 3, 23, 22),
  Date.UTC(2026, 3, 4, 15),
  Date.UTC(2026, 9, 3, 15, 30),
] as const;
const iso = (at: number) => new Date(at).toISOString().slice(0, 16);
const hours = (seconds: number) => seconds / 3600;

describe('cadence', () => {
  it.each([
    [10, 6, 10],
    [30, 2880, 10],
    [60, 1, 60],
    [86_400, 1, 60],
    [3600, 24, 60],
    [3600, 25, 3600],
    [86_400, 7, 3600],
  ])('of a period of %s s and N = %s is %s s', (period, periods, seconds) => {
    expect(cadenceOf(period, periods)).toBe(seconds);
  });

  it('of a multi-day alarm is minute 3 of the hour, on data up to the full hour', () => {
    const at = Date.UTC(2026, 0, 1, 10, 3);
    expect([isDue(at, 3600), isDue(at + 60_000, 3600)]).toEqual([true, false]);
    expect(iso(dataUntil(at, 3600))).toBe('2026-01-01T10:00');
    expect([isDue(at, 60), isDue(at + 10_000, 60), isDue(at + 10_000, 10)]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('slides with the clock', () => {
    const starts = slidingPeriods(Date.UTC(2026, 0, 1, 0, 1), 300, 2).map(({ start }) =>
      iso(start),
    );
    expect(starts).toEqual(['2025-12-31T23:51', '2025-12-31T23:56']);
  });
});

describe('a wall clock window', () => {
  it('has a day of 23 hours when clocks go forward, and one of 25 when they go back', () => {
    const rome = zoneOf('Europe/Rome');
    const days = (until: number) =>
      wallClockWindow(until, 86_400, rome, 3).map(({ start, seconds }) => [
        iso(start),
        hours(seconds),
      ]);
    expect(days(Date.UTC(2026, 2, 30, 12))).toEqual([
      ['2026-03-26T23:00', 24],
      ['2026-03-27T23:00', 24],
      ['2026-03-28T23:00', 23],
    ]);
    expect(days(Date.UTC(2026, 9, 26, 12))).toEqual([
      ['2026-10-22T22:00', 24],
      ['2026-10-23T22:00', 24],
      ['2026-10-24T22:00', 25],
    ]);
  });

  it('has ISO weeks from Monday to Monday', () => {
    const [week] = wallClockWindow(Date.UTC(2026, 3, 1), 604_800, zoneOf('America/New_York'), 1);
    expect([iso(week?.start ?? 0), hours(week?.seconds ?? 0)]).toEqual(['2026-03-23T04:00', 168]);
    const [spring] = wallClockWindow(Date.UTC(2026, 2, 10), 604_800, zoneOf('America/New_York'), 1);
    expect([iso(spring?.start ?? 0), hours(spring?.seconds ?? 0)]).toEqual([
      '2026-03-02T05:00',
      167,
    ]);
  });

  it('has hours at the full hour of the zone', () => {
    const starts = (zone: string) =>
      wallClockWindow(Date.UTC(2026, 0, 1, 12, 40), 3600, zoneOf(zone), 2).map(({ start }) =>
        iso(start),
      );
    expect(starts('Asia/Kolkata')).toEqual(['2026-01-01T10:30', '2026-01-01T11:30']);
    expect(starts('UTC+01:05')).toEqual(['2026-01-01T09:55', '2026-01-01T10:55']);
    expect(starts('UTC')).toEqual(['2026-01-01T10:00', '2026-01-01T11:00']);
  });

  it('has hours of 90 and 30 minutes where clocks change by half an hour', () => {
    const hoursUntil = (until: number) =>
      wallClockWindow(until, 3600, zoneOf('Australia/Lord_Howe'), 3).map(({ start, seconds }) => [
        iso(start),
        seconds / 60,
      ]);
    // At 02:00 on April 5 clocks go back to 01:30, so that 02:00 comes once more.
    expect(hoursUntil(Date.UTC(2026, 3, 4, 16, 40))).toEqual([
      ['2026-04-04T13:00', 60],
      ['2026-04-04T14:00', 90],
      ['2026-04-04T15:30', 60],
    ]);
    // Within the half hour that is shown twice, the hour from 01:00 is not over.
    expect(hoursUntil(Date.UTC(2026, 3, 4, 15, 20)).at(-1)).toEqual(['2026-04-04T13:00', 60]);
    // At 02:00 on October 4 clocks go forward to 02:30.
    expect(hoursUntil(Date.UTC(2026, 9, 3, 17))).toEqual([
      ['2026-10-03T14:30', 60],
      ['2026-10-03T15:30', 30],
      ['2026-10-03T16:00', 60],
    ]);
  });

  it('goes on through days without a midnight', () => {
    // In Cairo clocks go from 00:00 to 01:00 on the last Friday of April.
    const days = wallClockWindow(Date.UTC(2026, 3, 25, 12), 86_400, zoneOf('Africa/Cairo'), 2);
    expect(days.map(({ start, seconds }) => [iso(start), hours(seconds)])).toEqual([
      ['2026-04-22T22:00', 24],
      ['2026-04-23T22:00', 23],
    ]);
  });

  property.prop([
    fc.constantFrom(...zones),
    fc.constantFrom(60, 300, 3600, 86_400, 604_800),
    fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) }),
  ])('is without gaps, ends at or before now, and less than a period ago', (name, seconds, at) => {
    const periods = wallClockWindow(at, seconds, zoneOf(name), 4);
    const ends = periods.map((period) => period.start + period.seconds * 1000);
    expect(periods.slice(1).map(({ start }) => start)).toEqual(ends.slice(0, -1));
    const last = ends.at(-1) ?? Infinity;
    expect(last).toBeLessThanOrEqual(at);
    expect(at - last).toBeLessThan((seconds + 3600) * 1000);
  });

  property.prop([
    fc.constantFrom(...zones),
    fc.constantFrom(60, 300, 3600),
    fc.constantFrom(...changes),
    fc.integer({ min: -360, max: 360 }),
  ])(
    'begins an hour or less where clocks show a full one, or skip it',
    (name, seconds, change, by) => {
      const zone = zoneOf(name);
      const length = seconds * 1000;
      for (const { start } of wallClockWindow(change + by * 60_000, seconds, zone, 4)) {
        const before = localTimeOf(zone, start - 1);
        const after = localTimeOf(zone, start);
        const full =
          after % length === 0 || Math.floor(after / length) > Math.floor(before / length);
        expect(full).toBe(true);
      }
    },
  );

  it.each([
    ['Europe/Rome', true],
    ['+05:30', true],
    ['-18:00', true],
    ['+18:05', false],
    ['UTC+05:30', true],
    ['GMT-08:00', true],
    ['Z', true],
    ['+01:03', false],
    ['+1:00', false],
    ['+0530', false],
    ['UTC+5', false],
    ['Mars/Olympus', false],
    ['', false],
    ['x'.repeat(51), false],
  ])('takes the time zone %j: %s', (name, taken) => {
    expect(parseTimeZone(name).ok).toBe(taken);
  });

  it.each([
    [{ period: 3600, evaluationPeriods: 24 }, []],
    [
      { period: 10 },
      ['A wall clock window cannot have a period of 10 s, only 60, 300, 3600, 86400, 604800.'],
    ],
    [{ kind: 'MetricsInsights', period: 3600, evaluationPeriods: 2 }, []],
    [
      { kind: 'MetricsInsights', period: 3600, evaluationPeriods: 3 },
      [
        'A Metrics Insights alarm looks back 3 hours, its wall clock window one period less: 3 periods of 3600 s are too many.',
      ],
    ],
    [{ kind: 'PromQL' }, ['PromQL alarms have no wall clock window.']],
    [{ period: 604_800, evaluationPeriods: 2 }, ['2 periods of 604800 s are more than 604800 s.']],
    [
      { timeZone: '+01:03' },
      ['The time zone is 63 minutes from UTC, which is not a multiple of 5.'],
    ],
  ])('with %j has the problems %j', (settings, problems) => {
    expect(wallClockProblems(settings)).toEqual(problems);
  });

  it('takes skipped local times for later, and of two the first', () => {
    const rome = zoneOf('Europe/Rome');
    expect(iso(instantOf(rome, Date.UTC(2026, 2, 29, 2, 30)))).toBe('2026-03-29T01:30');
    expect(iso(instantOf(rome, Date.UTC(2026, 9, 25, 2, 30)))).toBe('2026-10-25T00:30');
    expect(iso(localTimeOf(rome, Date.UTC(2026, 6, 1)))).toBe('2026-07-01T02:00');
  });
});
