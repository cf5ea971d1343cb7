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
  const [first, last] = [dayNumber(from), dayNumber(to)];
  const saturdays: string[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
    const begin = Math.max(first, Date.UTC(year, month - 1, 1) / dayMs);
    const end = Math.min(last, Date.UTC(year, month, 0) / dayMs);
    for (let day = begin + ((6 - weekdayOf(begin) + 7) % 7); day <= end; day += 7)
      saturdays.push(dateOf(day));
  }
  return saturdays;
}
