import { addDays, type CivilDate, dayOf, formatDay, weekday } from '../domain/civil-date.ts';
import type { SeasonCode } from './campsites.ts';

/** The nights of a seed, and where among them it is today. */
export interface Calendar {
  readonly nights: readonly CivilDate[];
  /** Nights before today; above 0 there are people in house. */
  readonly past: number;
}

/** The season a night belongs to, by its month and day. */
export function seasonOf(night: CivilDate): SeasonCode {
  const monthAndDay = night.slice(5);
  if (monthAndDay >= '08-01' && monthAndDay <= '08-24') return 'PEAK';
  if (monthAndDay >= '06-20' && monthAndDay <= '09-05') return 'HIGH';
  if (monthAndDay >= '04-10' && monthAndDay <= '10-10') return 'MID';
  return 'LOW';
}

export interface SeasonSpan {
  readonly code: SeasonCode;
  readonly first: CivilDate;
  readonly last: CivilDate;
}

/** The unbroken runs of one season among the nights. */
export function seasonSpans(nights: readonly CivilDate[]): SeasonSpan[] {
  const spans: SeasonSpan[] = [];
  for (const night of nights) {
    const current = spans.at(-1);
    if (current?.code === seasonOf(night)) spans[spans.length - 1] = { ...current, last: night };
    else spans.push({ code: seasonOf(night), first: night, last: night });
  }
  return spans;
}

/**
 * The nights on sale: from `today`, `count` of them, and on to the end of the coming August if that is later, when
 * they were asked for as a year; fewer nights are for tests.
 */
export function nightsOnSale(today: CivilDate, count: number): CivilDate[] {
  const first = dayOf(today);
  let length = count;
  if (count >= 365) {
    const year = Number(today.slice(0, 4)) + (today.slice(5) > '08-01' ? 1 : 0);
    length = Math.max(count, dayOf(`${year}-09-01`) - first);
  }
  return Array.from({ length }, (_, i) => formatDay(first + i));
}

/** What is restricted on a night: in peak season Saturdays want a week; two nights each spring are closed for works. */
export function restrictionOf(
  night: CivilDate,
  kind: string,
): { closed: boolean; minNights: number } {
  const closed = kind !== 'pitch' && ['03-16', '03-17'].includes(night.slice(5));
  const minNights =
    seasonOf(night) !== 'PEAK' ? 1 : weekday(night) === 6 && kind !== 'pitch' ? 7 : 3;
  return { closed, minNights };
}

/** The last day a stay may end on. */
export function bookableTo(nights: readonly CivilDate[]): CivilDate {
  return addDays(nights.at(-1) ?? '1970-01-01', 1);
}
