import { parseDuration } from '../../alarms/mute/duration.ts';
import { parseSchedule } from '../../alarms/mute/schedule.ts';
import { parseTimeZone } from '../../alarms/windows/time-zone.ts';
import type { MuteRule } from '../../definitions/mute-rule.ts';
import { renderTextError } from '../../../core/source/text-error.ts';
import type { Problem } from '../rule/rule.ts';
import { offlineRule } from '../rule/make-rule.ts';

export const muteRuleSchedule = offlineRule('mute-rule-schedule', function* (context) {
  for (const mute of context.all('mute-rule')) {
    const { schedule, duration, timeZone, start, expire } = mute;
    const parsed = parseSchedule(schedule);
    if (!parsed.ok)
      yield {
        about: mute,
        summary: `Its schedule "${schedule}" is not valid: ${parsed.error.problem}.`,
        details: renderTextError(parsed.error),
      };
    if (parseDuration(duration) === undefined)
      yield {
        about: mute,
        summary: `Its duration "${duration}" is not valid.`,
        details: 'Use an ISO 8601 duration from PT1M to P15D, such as PT2H30M.',
      };
    const zone = timeZone === undefined ? undefined : parseTimeZone(timeZone);
    if (zone?.ok === false)
      yield {
        about: mute,
        summary: `Its time zone ${zone.problem}.`,
        details: 'Without one, times are in UTC.',
      };
    yield* timeProblems(mute, { start, expire });
  }
});

function* timeProblems(
  mute: MuteRule,
  times: Readonly<Record<'start' | 'expire', string | undefined>>,
): Generator<Problem> {
  for (const [name, time] of Object.entries(times))
    if (time !== undefined && Number.isNaN(Date.parse(time)))
      yield {
        about: mute,
        summary: `Its ${name} "${time}" is not a time.`,
        details: 'Use an ISO 8601 time, such as 2026-12-24T18:00:00Z.',
      };
  const { start, expire } = times;
  if (start !== undefined && expire !== undefined && Date.parse(start) >= Date.parse(expire))
    yield {
      about: mute,
      summary: `It expires at ${expire}, before it starts at ${start}.`,
      details: 'It never mutes anything.',
    };
}
