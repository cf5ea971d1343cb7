import type { Period } from './sliding.ts';
import { instantOf, localTimeOf, offsetStep, type TimeZone } from './time-zone.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation-window.html, seconds. */
export const wallClockPeriods = [60, 300, 3600, 86_400, 604_800] as const;

const day = 86_400_000;
const week = 7 * day;
/** The first Monday of 1970: ISO weeks begin on Mondays. */
const monday = Date.UTC(1970, 0, 5);

/**
 * The latest `count` clock periods that ended by `until`, oldest first: minutes, hours, days from midnight to midnight, or
 * ISO weeks of the zone. When clocks change, a day has 23 or 25 hours, and a week one hour more or less; an hour that clocks
 * show twice is two hours.
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

/**
 * The latest full hour, five minutes or minute at or before `at`. Where clocks change by less than `length`, as on Lord Howe
 * Island, an hour lasts until clocks show the next full one (90 minutes), or skip it (30 minutes).
 */
function clockBoundary(zone: TimeZone, length: number, at: number): number {
  const local = localTimeOf(zone, at);
  const boundary = at - (local - floorTo(length, local));
  if (zone(boundary) === zone(at)) return boundary;
  const change = lastChange(zone, at);
  const skipped = localTimeOf(zone, change - 1) + 1;
  const next = floorTo(length, skipped + length - 1);
  return next < localTimeOf(zone, change) ? change : clockBoundary(zone, length, change - 1);
}

function floorTo(length: number, local: number): number {
  return Math.floor(local / length) * length;
}

/** When the zone took the offset that it has at `at`. */
function lastChange(zone: TimeZone, at: number): number {
  let change = floorTo(offsetStep, at);
  for (; zone(change - 1) === zone(at);) change -= offsetStep;
  return change;
}

/** The latest midnight, or midnight to Monday, at or before `at`. */
function calendarBoundary(zone: TimeZone, length: number, at: number): number {
  const origin = length === week ? monday : 0;
  const local = localTimeOf(zone, at);
  const boundary = origin + Math.floor((local - origin) / length) * length;
  const instant = instantOf(zone, boundary);
  return instant <= at ? instant : instantOf(zone, boundary - length);
}
