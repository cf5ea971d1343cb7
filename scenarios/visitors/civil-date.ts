/** Civil dates as `YYYY-MM-DD`, counted in days; no clock and no time zone takes part. */
const dayMs = 86_400_000;

/** Days since 1970-01-01. */
export function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / dayMs);
}

export function dateOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

export function addDays(date: string, days: number): string {
  return dateOf(dayNumber(date) + days);
}

/** 1 to 12. */
export function monthOf(date: string): number {
  return Number(date.slice(5, 7));
}

/** 0 Sunday to 6 Saturday; 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** The Saturdays of a month (1 to 12) within `from` to `to`, both included. */
export function saturdaysOf(month: number, from: string, to: string): string[] {
  const saturdays: string[] = [];
  for (let day = dayNumber(from); day <= dayNumber(to); day++) {
    if (weekdayOf(day) === 6 && monthOf(dateOf(day)) === month) saturdays.push(dateOf(day));
  }
  return saturdays;
}
