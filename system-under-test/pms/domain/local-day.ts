import type { CivilDate } from './civil-date.ts';

/** Where the campsites are: their days begin and end there, whatever zone the task runs in. */
const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' });

/** The day at the campsites at a moment, in milliseconds since 1970. */
export function localDay(milliseconds: number): CivilDate {
  return calendar.format(milliseconds);
}
