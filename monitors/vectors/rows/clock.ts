import { z } from 'zod';

const minute = 60_000;
const day = 86_400_000;

/** The day on which all times of a row are. */
const base = Date.UTC(2026, 0, 15);

/** `12:15` or `12:15:00`, as milliseconds since 1970. */
export const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, 'a time such as 12:15 or 12:15:00')
  .transform(timeOf);

export function timeOf(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number);
  return base + (hours * 60 + minutes) * minute + seconds * 1000;
}

/** The time of day: `12:15:00`, and without the seconds where `like` has none. */
export function clockText(at: number, like: string): string {
  return new Date(base + (((at % day) + day) % day)).toISOString().slice(11, 11 + like.length);
}
