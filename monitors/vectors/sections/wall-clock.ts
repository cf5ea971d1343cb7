import { z } from 'zod';
import { parseTimeZone } from '../../alarms/windows/time-zone.ts';
import { wallClockProblems } from '../../alarms/windows/wall-clock-rules.ts';
import { wallClockPeriods, wallClockWindow } from '../../alarms/windows/wall-clock.ts';
import { evidence, openness } from '../rows/evidence.ts';
import type { Row } from '../rows/row.ts';
import { section } from '../rows/section.ts';

const settings = z.object({
  ...evidence,
  tz: z.string().optional(),
  period: z.number().optional(),
  kind: z.string().optional(),
  N: z.int().min(1).optional(),
  valid: z.boolean(),
});

const instant = z.iso.datetime({ precision: -1 });

/** The latest periods at an instant: `boundaries` are the beginning of each, oldest first, and the end of the last. */
const window = z.object({
  ...evidence,
  tz: z.string(),
  period: z.literal(wallClockPeriods),
  at: instant,
  boundaries: z.array(instant).min(2),
});

const form = z.object({
  vectors: z.array(settings).default([]),
  windows: z.array(window).default([]),
});

/** Which wall clock windows AWS takes, and where the periods of a time zone begin. */
export const wallClock = section('wallClock', form, ({ vectors, windows }) => [
  ...vectors.map(settingsRow),
  ...windows.map(windowRow),
]);

function settingsRow(row: z.infer<typeof settings>, index: number): Row {
  const problems = wallClockProblems({
    ...(row.kind === undefined ? {} : { kind: row.kind }),
    ...(row.period === undefined ? {} : { period: row.period }),
    ...(row.N === undefined ? {} : { evaluationPeriods: row.N }),
    ...(row.tz === undefined ? {} : { timeZone: row.tz }),
  });
  const got = problems.length === 0;
  return { id: `wallClock.vectors[${index}]`, expected: row.valid, got, ...openness(row) };
}

function windowRow(row: z.infer<typeof window>, index: number): Row {
  const { tz, period, at, boundaries } = row;
  const id = `wallClock.windows[${index}]`;
  const parsed = parseTimeZone(tz);
  if (!parsed.ok)
    return { id, expected: boundaries, got: `the time zone ${parsed.problem}`, ...openness(row) };
  const periods = wallClockWindow(Date.parse(at), period, parsed.zone, boundaries.length - 1);
  const ends = periods.slice(-1).map(({ start, seconds }) => start + seconds * 1000);
  const got = [...periods.map(({ start }) => start), ...ends].map(minuteOf);
  return { id, expected: boundaries, got, ...openness(row) };
}

function minuteOf(at: number): string {
  return new Date(at).toISOString().replace(/:00\.000Z$/, 'Z');
}
