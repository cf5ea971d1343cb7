import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf, formatDay, nightsOf, parseDay, weekday } from './civil-date.ts';

const day = fc.integer({ min: -10_000, max: 60_000 });

describe('civil dates', () => {
  test.prop([day])('every day is read back from its text', (number) => {
    expect(parseDay(formatDay(number))).toBe(number);
  });

  test.prop([day, fc.integer({ min: -800, max: 800 })])(
    'days add up, over months and leap years',
    (number, days) => {
      expect(dayOf(addDays(formatDay(number), days))).toBe(number + days);
    },
  );

  test.prop([day, fc.integer({ min: 1, max: 60 })])(
    'a stay has a night for each day but the last',
    (first, length) => {
      const nights = nightsOf(formatDay(first), formatDay(first + length));
      expect(nights).toHaveLength(length);
      expect(nights).toEqual(nights.toSorted());
      expect(nights.at(-1)).toBe(formatDay(first + length - 1));
    },
  );

  test.prop([day])('the weekday is that of the platform', (number) => {
    expect(weekday(formatDay(number))).toBe(new Date(number * 86_400_000).getUTCDay());
  });

  it.each([
    '2027-02-29',
    '2027-13-01',
    '2027-00-10',
    '2027-1-1',
    '27-01-01',
    '2027-01-01T00:00',
    '',
  ])('"%s" is no date', (text) => {
    expect(parseDay(text)).toBeUndefined();
    expect(() => dayOf(text)).toThrow(`"${text}" is not a date`);
  });
});
