import type { CivilDate } from './civil-date.ts';

/** Where the campsites are: their days begin and end there, whatever zone the task runs in. */
const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' });

/** Days begin on whole quarters of an hour: within one the day is the same, and is asked for by every search. */
const quarter = 900_000;
let last = { quarter: Number.NaN, day: '' };

/** The day at the campsites at a moment, in milliseconds since 1970. */
export function localDay(milliseconds: number): CivilDate {
  const number = Math.floor(milliseconds / quarter);
  if (last.quarter !== number) last = { quarter: number, day: calendar.format(milliseconds) };
  return last.day;
}
