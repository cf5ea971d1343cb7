import type { Period } from './sliding.ts';
import { instantOf, localTimeOf, type TimeZone } from './time-zone.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation-window.html, seconds. */
export const wallClockPeriods = [60, 300, 3600, 86_400, 604_800] as const;

const day = 86_400_000;
const week = 7 * day;
/** The first Monday of 1970: ISO weeks begin on Mondays. */
const monday = Date.UTC(1970, 0, 5);

/**
 * The latest `count` clock periods that ended by `until`, oldest first: minutes, hours, days from midnight to midnight, or
 * ISO weeks of the zone. On days when clocks change, a day has 23 or 25 hours, and a week one hour more or less.
 */
export function wallClockWindow(
  until: number,
  seconds: number,
  zone: TimeZone,
  count: number,
): Period[] {
  const boundaryBefore = seconds >= 86_400 ? calendarBoundary : clockBoundary;
  const periods: Period[] = [];
  let end = boundaryBefore(zone, seconds * 1000, until);
  for (; periods.length < count;) {
    const start = boundaryBefore(zone, seconds * 1000, end - 1);
    periods.unshift({ start, seconds: (end - start) / 1000 });
    end = start;
  }
  return periods;
}

/** The latest full hour, five minutes or minute at or before `at`. */
function clockBoundary(zone: TimeZone, length: number, at: number): number {
  const local = localTimeOf(zone, at);
  return at - (local - Math.floor(local / length) * length);
}

/** The latest midnight, or midnight to Monday, at or before `at`. */
function calendarBoundary(zone: TimeZone, length: number, at: number): number {
  const origin = length === week ? monday : 0;
  const local = localTimeOf(zone, at);
  const boundary = origin + Math.floor((local - origin) / length) * length;
  const instant = instantOf(zone, boundary);
  return instant <= at ? instant : instantOf(zone, boundary - length);
}
