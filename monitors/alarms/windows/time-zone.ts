const minute = 60_000;
const hour = 3_600_000;
const longestName = 50;

/** Time zones change their offset at multiples of this: quarters of an hour, in milliseconds. */
export const offsetStep = hour / 4;

/** Minutes to add to UTC, at a time in milliseconds since 1970. */
export type TimeZone = (at: number) => number;

export type TimeZoneResult =
  | { readonly ok: true; readonly zone: TimeZone }
  /** Continues "The time zone ...". */
  | { readonly ok: false; readonly problem: string };

/**
 * A time zone by its IANA name, as an offset (`+05:30`, `Z`), or as an offset with a prefix (`UTC+05:30`, `GMT-08:00`). Its
 * offset must be a multiple of 5 minutes.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation-window.html
 */
export function parseTimeZone(name: string): TimeZoneResult {
  if (name.length < 1 || name.length > longestName)
    return {
      ok: false,
      problem: `has ${name.length} characters, but must have 1 to ${longestName}`,
    };
  const fixed = fixedOffset(name);
  if (fixed !== undefined) return checkOffset(fixed, () => fixed);
  const format = formatFor(name);
  if (format === undefined)
    return { ok: false, problem: `"${name}" is not valid: use an IANA name, +hh:mm or UTC+hh:mm` };
  const zone = cachedByStep((at) => offsetIn(format, at));
  return checkOffset(zone(Date.UTC(2026, 0, 1)), zone);
}

function checkOffset(offset: number, zone: TimeZone): TimeZoneResult {
  if (offset % 5 === 0) return { ok: true, zone };
  return { ok: false, problem: `is ${offset} minutes from UTC, which is not a multiple of 5` };
}

/** At most 18 hours, as in Java, whose notation this is. */
function fixedOffset(name: string): number | undefined {
  if (name === 'Z') return 0;
  const [, sign, hours = '', minutes = ''] =
    /^(?:UTC|GMT|UT)?([+-])(\d\d):([0-5]\d)$/.exec(name) ?? [];
  const offset = Number(hours) * 60 + Number(minutes);
  if (sign === undefined || offset > 18 * 60) return undefined;
  return sign === '-' && offset > 0 ? -offset : offset;
}

function formatFor(name: string): Intl.DateTimeFormat | undefined {
  // Newer engines also take offsets of other notations, such as "+0530".
  if (!/^[A-Za-z]/.test(name)) return undefined;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  } catch (thrown) {
    if (thrown instanceof RangeError) return undefined;
    throw thrown;
  }
}

function offsetIn(format: Intl.DateTimeFormat, at: number): number {
  const text = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(text) ?? [];
  const offset = Number(hours) * 60 + Number(minutes);
  return sign === '-' ? -offset : offset;
}

/** Formatting is slow, and one alarm asks often. */
function cachedByStep(zone: TimeZone): TimeZone {
  const known = new Map<number, number>();
  return (at) => {
    const step = Math.floor(at / offsetStep);
    const found = known.get(step);
    if (found !== undefined) return found;
    const offset = zone(at);
    known.set(step, offset);
    return offset;
  };
}

/**
 * The instant at which clocks in the zone show `local` (milliseconds since 1970 as if they were UTC). A time that the
 * clocks skip counts from before the change, and of two the first is meant.
 */
export function instantOf(zone: TimeZone, local: number): number {
  const before = zone(local - 24 * hour) * minute;
  const after = zone(local + 24 * hour) * minute;
  if (before === after) return local - before;
  // Clocks that go back show the time first with the old offset; clocks that go forward skip from the old one.
  const early = local - before;
  if (zone(early) * minute === before) return early;
  const late = local - after;
  return zone(late) * minute === after ? late : early;
}

/** What clocks in the zone show, in milliseconds since 1970 as if they were UTC. */
export function localTimeOf(zone: TimeZone, at: number): number {
  return at + zone(at) * minute;
}
