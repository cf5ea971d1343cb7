import { refuse, textOf } from './part.ts';
import type { Part } from './source.ts';
import type { TimeWindow } from './test-case.ts';
import { formatSpan, parseSpan, parseTime, timeForms } from '../../play/time.ts';

/** The stretch of virtual time of a test, milliseconds since 1970. */
export interface Span {
  readonly start: number;
  readonly until: number;
}

/**
 * A time of the test.
 * @throws bad-text when it is none, or lies outside of the test
 */
export function timeOf(part: Part, text: string, span: Span): number {
  const at = parseTime(text.trim(), span.start);
  if (at === undefined) throw refuse(part, `"${text}" is not a time`, timeForms);
  if (at < span.start || at > span.until) {
    const end = formatSpan(span.until - span.start);
    throw refuse(part, `"${text}" is outside the test`, `a time from 0m to ${end}`);
  }
  return at;
}

/** When something is published: a time of the test, or with a minus one before it, since alarms look back. */
export function pastOrTimeOf(part: Part, text: string, span: Span): number {
  const before = text.startsWith('-') ? parseSpan(text.slice(1)) : undefined;
  return before === undefined ? timeOf(part, text, span) : span.start - before;
}

/** `7m`, or `7m..9m`: both ends included. */
export function windowOf(part: Part, text: string, span: Span): TimeWindow {
  const [first = '', last = first, ...more] = text.split('..');
  if (more.length > 0) throw refuse(part, `"${text}" has more than two times`, 'TIME..TIME');
  const window = { from: timeOf(part, first, span), to: timeOf(part, last, span) };
  if (window.to < window.from)
    throw refuse(part, `"${text}" ends before it begins`, 'the earlier time first');
  return window;
}

/** How long something is repeated; a slip should be a message and no memory that is full. */
const mostTimes = 1_000_000;

const repeated = /^(\S+) +every +(\S+) +for +(\S+)$/;

/** The times in `7m`, in `-7m`, or in `7m every 10s for 5m`, whose end does not count. */
export function timesOf(part: Part, text: string, span: Span): number[] {
  const [whole, first = '', step = '', length = ''] = repeated.exec(text.trim()) ?? [];
  if (whole === undefined) return [pastOrTimeOf(part, text.trim(), span)];
  const begin = pastOrTimeOf(part, first, span);
  const every = durationOf(part, step);
  const count = Math.ceil(durationOf(part, length) / every);
  if (count > mostTimes)
    throw refuse(part, `"${text}" repeats too often`, `at most ${mostTimes} times`);
  const times = Array.from({ length: count }, (_, n) => begin + n * every);
  const last = times.at(-1) ?? begin;
  if (last > span.until)
    throw refuse(part, `"${text}" goes on after the end of the test`, 'an end within the test');
  return times;
}

/** A length of time that is not nothing. */
export function durationOf(part: Part, text = textOf(part)): number {
  const ms = parseSpan(text.trim());
  if (ms === undefined || ms === 0)
    throw refuse(part, `"${text}" is not a duration`, 'a duration such as 10s, 1m or 1h30m');
  return ms;
}
