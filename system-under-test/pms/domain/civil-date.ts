/** A day without time or zone, `YYYY-MM-DD`, which also sorts and compares as text. */
export type CivilDate = string;

const dayMilliseconds = 86_400_000;

/** Days since 1970-01-01, or undefined when the text is no such day (2027-02-29, 2027-13-01). */
export function parseDay(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const milliseconds = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(milliseconds)) return undefined;
  const day = milliseconds / dayMilliseconds;
  return formatDay(day) === text ? day : undefined;
}

export function formatDay(day: number): CivilDate {
  return new Date(day * dayMilliseconds).toISOString().slice(0, 10);
}

/** Days since 1970-01-01 of a date that is known to be one. @throws RangeError otherwise */
export function dayOf(date: CivilDate): number {
  const day = parseDay(date);
  if (day === undefined) throw new RangeError(`"${date}" is not a date`);
  return day;
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return formatDay(dayOf(date) + days);
}

/** Nights from `arrival` to `departure`, which is the morning after the last of them. */
export function nightCount(arrival: CivilDate, departure: CivilDate): number {
  return dayOf(departure) - dayOf(arrival);
}

export function nightsOf(arrival: CivilDate, departure: CivilDate): CivilDate[] {
  const first = dayOf(arrival);
  return Array.from({ length: nightCount(arrival, departure) }, (_, i) => formatDay(first + i));
}

/** 0 is Sunday, 6 Saturday. 1970-01-01 was a Thursday. */
export function weekday(date: CivilDate): number {
  return (((dayOf(date) + 4) % 7) + 7) % 7;
}
