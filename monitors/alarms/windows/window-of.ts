import { knownError } from '../../../core/errors.ts';
import { nameOf } from '../../definitions/definition.ts';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import { slidingPeriods, type Period } from './sliding.ts';
import { parseTimeZone } from './time-zone.ts';
import { wallClockPeriods, wallClockWindow } from './wall-clock.ts';

/** The latest `count` periods of an alarm whose data are considered until `until`, milliseconds since 1970, oldest first. */
export type WindowOf = (until: number, count: number) => Period[];

/** How an alarm's window is laid: sliding with the clock, or on the wall clock of a time zone. */
export function windowOf(alarm: MetricAlarm, period: number): WindowOf {
  if (alarm.wallClock === undefined) return (until, count) => slidingPeriods(until, period, count);
  const { timeZone = 'UTC' } = alarm.wallClock;
  if (!wallClockPeriods.some((supported) => supported === period))
    throw knownError('bad-value', {
      what: `The period of ${nameOf(alarm)}, which has a wall clock window,`,
      given: String(period),
      expected: `one of ${wallClockPeriods.join(', ')} seconds`,
    });
  const parsed = parseTimeZone(timeZone);
  if (!parsed.ok)
    throw knownError('bad-value', {
      what: `The time zone of ${nameOf(alarm)}`,
      given: timeZone,
      expected: 'an IANA name, +hh:mm or UTC+hh:mm, a multiple of 5 minutes from UTC',
    });
  const { zone } = parsed;
  return (until, count) => wallClockWindow(until, period, zone, count);
}
