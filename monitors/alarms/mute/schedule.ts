import type { TextError } from '../../../core/source/text-error.ts';
import { parseCron, type Cron } from './cron.ts';

/** When a mute rule's windows begin, in the rule's time zone. */
export type Schedule =
  | { readonly kind: 'cron'; readonly cron: Cron }
  /** A local time, in milliseconds since 1970 as if it were UTC. */
  | { readonly kind: 'at'; readonly local: number };

export type ScheduleResult =
  | { readonly ok: true; readonly schedule: Schedule }
  | { readonly ok: false; readonly error: TextError };

/**
 * Parses `cron(0 2 * * SUN)` or `at(2026-12-24T18:00)`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Schedule.html
 */
export function parseSchedule(text: string): ScheduleResult {
  const [, opening = '', kind, inner = ''] = /^(\s*(cron|at)\()([^()]*)\)\s*$/.exec(text) ?? [];
  if (kind === 'at') return parseAt(text, opening.length, inner);
  if (kind === undefined)
    return {
      ok: false,
      error: {
        text,
        offset: 0,
        problem: 'it is not a schedule',
        expected: 'cron(minutes hours day-of-month month day-of-week) or at(yyyy-MM-ddThh:mm)',
      },
    };
  const parsed = parseCron(text, opening.length, inner.length);
  return parsed.ok ? { ok: true, schedule: { kind: 'cron', cron: parsed.cron } } : parsed;
}

function parseAt(text: string, offset: number, inner: string): ScheduleResult {
  const local = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(inner) ? Date.parse(`${inner}:00Z`) : NaN;
  // JavaScript takes February 30 for March 2.
  if (!Number.isNaN(local) && new Date(local).toISOString().startsWith(inner))
    return { ok: true, schedule: { kind: 'at', local } };
  const problem = `"${inner}" is not a local time`;
  return { ok: false, error: { text, offset, problem, expected: 'yyyy-MM-ddThh:mm' } };
}
