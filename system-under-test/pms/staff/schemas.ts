import { z } from 'zod';
import { nightCount, parseDay } from '../domain/civil-date.ts';

/** Parts that the schemas of several staff operations share. */
export const idParams = z.object({
  id: z.string().regex(/^[\x21-\x7e]{1,64}$/, 'must be 1 to 64 visible ASCII characters'),
});

/** Amounts above this are typing mistakes, and sums of them would leave the database's range. */
export const largestCents = 10_000_000;

/** Whether `from` to `to` (the day after the last) is a range of 1 to `days` days. */
export function isRange(days: number): (range: { from: string; to: string }) => boolean {
  return ({ from, to }) => {
    if (parseDay(from) === undefined || parseDay(to) === undefined) return true;
    const length = nightCount(from, to);
    return length >= 1 && length <= days;
  };
}

export function rangeMessage(days: number): { path: string[]; message: string } {
  return { path: ['to'], message: `must be 1 to ${days} days after from` };
}
