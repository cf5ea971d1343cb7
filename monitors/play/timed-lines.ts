import { parseInstant } from './time.ts';

/** A line with its time, milliseconds since 1970. */
export interface TimedLine {
  readonly at: number;
  readonly message: string;
}

/**
 * How log lines begin, or where they say it: Monolog's lines, ALB access logs (type, then the time), JSON with the key
 * `datetime`, `timestamp`, `time` or `@timestamp`, and lines that begin with an instant, as `aws logs tail` prints them.
 */
const stamp = String.raw`(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)`;
const places = [
  new RegExp(`^\\[?${stamp}`),
  new RegExp(`^(?:https?|h2|wss?|grpcs?) ${stamp}`),
  new RegExp(`"(?:datetime|timestamp|@timestamp|time)":\\s*"${stamp}"`),
];

/** The time that a log line states; a time without its zone is taken as UTC. Undefined when it states none. */
export function timeOfLine(line: string): number | undefined {
  for (const place of places) {
    const [, found] = place.exec(line) ?? [];
    if (found === undefined) continue;
    const at = parseInstant(normal(found));
    if (at !== undefined) return at;
  }
  return undefined;
}

function normal(text: string): string {
  const instant = text.replace(' ', 'T').replace(',', '.');
  if (instant.endsWith('Z')) return instant;
  if (!/[+-]\d\d:?\d\d$/.test(instant)) return `${instant}Z`;
  return instant.replace(/([+-]\d\d):?(\d\d)$/, '$1:$2');
}

/**
 * The lines of a log with their times. A line without a time, such as one of a stack trace, has that of the line before
 * it; those before the first time, that of the first. Undefined when no line states a time.
 */
export function timedLines(text: string): TimedLine[] | undefined {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  const times = lines.map(timeOfLine);
  let at = times.find((time) => time !== undefined);
  if (at === undefined) return undefined;
  const timed: TimedLine[] = [];
  for (const [index, message] of lines.entries()) {
    at = times[index] ?? at;
    timed.push({ at, message });
  }
  return timed;
}
