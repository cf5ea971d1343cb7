import { knownError } from '../../../core/errors.ts';
import { nameOf } from '../../definitions/definition.ts';
import type { MuteRule } from '../../definitions/mute-rule.ts';
import { renderTextError } from '../../../core/source/text-error.ts';
import { instantOf, localTimeOf, parseTimeZone, type TimeZone } from '../windows/time-zone.ts';
import { fitsDay, type Cron } from './cron.ts';
import { muteDuration, parseDuration } from './duration.ts';
import { parseSchedule, type Schedule } from './schedule.ts';

/** From when until before when actions are muted, milliseconds since 1970. */
export interface MuteWindow {
  readonly start: number;
  readonly end: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * The windows of a mute rule that touch the time from `from` to `to`, in order. A window belongs to the rule when it begins
 * at or after the rule's start and before its expiry, at which it ends at the latest.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules.html
 */
export function muteWindows(rule: MuteRule, from: number, to: number): MuteWindow[] {
  const duration = parseDuration(rule.duration);
  if (duration === undefined)
    throw knownError('bad-value', {
      what: `The duration of ${nameOf(rule)}`,
      given: rule.duration,
      expected: 'an ISO 8601 duration from PT1M to P15D, such as PT4H',
    });
  const schedule = scheduleOf(rule);
  const zone = zoneOf(rule);
  const first = instantIn(rule, 'start', -Infinity);
  const last = instantIn(rule, 'expire', Infinity);
  return beginnings(schedule, zone, from - muteDuration.most, to)
    .filter((start) => start >= first && start < last)
    .map((start) => ({ start, end: Math.min(start + duration, last) }))
    .filter(({ start, end }) => end > from && start <= to);
}

function scheduleOf(rule: MuteRule): Schedule {
  const parsed = parseSchedule(rule.schedule);
  if (parsed.ok) return parsed.schedule;
  throw knownError('bad-text', {
    error: `The schedule of ${nameOf(rule)}, ${renderTextError(parsed.error, rule.origin)}`,
  });
}

function zoneOf(rule: MuteRule): TimeZone {
  const parsed = parseTimeZone(rule.timeZone ?? 'UTC');
  if (parsed.ok) return parsed.zone;
  throw knownError('bad-value', {
    what: `The time zone of ${nameOf(rule)}`,
    given: rule.timeZone ?? '',
    expected: 'an IANA name, such as Europe/Rome, or an offset, such as +02:00',
  });
}

function instantIn(rule: MuteRule, key: 'start' | 'expire', otherwise: number): number {
  const text = rule[key];
  if (text === undefined) return otherwise;
  const at = Date.parse(text);
  if (!Number.isNaN(at)) return at;
  throw knownError('bad-value', {
    what: `The ${key} of ${nameOf(rule)}`,
    given: text,
    expected: 'an ISO 8601 instant, such as 2026-12-24T18:00:00Z',
  });
}

function beginnings(schedule: Schedule, zone: TimeZone, from: number, to: number): number[] {
  if (schedule.kind === 'at') return [instantOf(zone, schedule.local)];
  const firstDay = Math.floor(localTimeOf(zone, from) / day) * day;
  const found: number[] = [];
  for (let midnight = firstDay; midnight <= localTimeOf(zone, to); midnight += day)
    if (fitsDay(schedule.cron, new Date(midnight)))
      found.push(...timesOf(schedule.cron).map((time) => instantOf(zone, midnight + time)));
  // Where clocks change, two local times may be one instant, or out of order.
  return [...new Set(found)].toSorted((a, b) => a - b);
}

function timesOf(cron: Cron): number[] {
  return cron.hours.flatMap((hours) =>
    cron.minutes.map((minutes) => hours * hour + minutes * minute),
  );
}

/** Windows that overlap or touch made one. */
export function mergeWindows(windows: readonly MuteWindow[]): MuteWindow[] {
  const merged: MuteWindow[] = [];
  for (const window of windows.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last === undefined || window.start > last.end) merged.push(window);
    else merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, window.end) };
  }
  return merged;
}

/** The window that holds `at`, if any; windows are merged and in order. */
export function windowAt(windows: readonly MuteWindow[], at: number): MuteWindow | undefined {
  return windows.find(({ start, end }) => start <= at && at < end);
}
