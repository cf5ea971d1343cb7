import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { microsOf, numberOf, secondOf } from './numbers.ts';

/** Reads `text` from the middle of other bytes, as it stands in a file. */
function within<T>(text: string, read: (bytes: Uint8Array, start: number, end: number) => T): T {
  return read(Buffer.from(`9${text}9`), 1, 1 + text.length);
}

describe('a duration', () => {
  test.prop([fc.integer({ min: 0, max: 10_000_000_000 }), fc.integer({ min: 0, max: 999 })])(
    'is rounded to whole microseconds',
    (micros, nanos) => {
      const text = `${Math.floor(micros / 1000)}.${String(micros % 1000).padStart(3, '0')}${String(nanos).padStart(3, '0')}`;
      expect(within(text, microsOf)).toBe(micros + (nanos >= 500 ? 1 : 0));
    },
  );

  test.each([
    ['0', 0],
    ['5', 5000],
    ['1.5', 1500],
    ['0.0005', 1],
    ['0.999999', 1000],
    ['1e3', 1_000_000],
    ['-0.7', 0],
    ['1234567890123', 1_234_567_890_123_000],
  ])('of %s ms is %d microseconds', (text, micros) => {
    expect(within(text, microsOf)).toBe(micros);
  });

  test.each(['', 'fast', '1.2.3', '1,5', '0x10', ' 1'])('"%s" is no number', (text) => {
    expect(within(text, microsOf)).toBeNaN();
    expect(within(text, numberOf)).toBeNaN();
  });
});

describe('a number', () => {
  test.prop([fc.double({ noNaN: true, noDefaultInfinity: true })])(
    'is read as JavaScript reads it',
    (number) => {
      expect(within(String(number), numberOf)).toBe(Number(String(number)));
    },
  );
  test.prop([fc.nat()])('as k6 writes counters is read exactly', (number) => {
    expect(within(number.toFixed(6), numberOf)).toBe(number);
  });
});

describe('a time', () => {
  test.prop([
    fc.integer({ min: 1_000_000_000, max: 9_999_999_999 }),
    fc.integer({ min: 0, max: 999_999_999 }),
  ])('is the same second in every unit', (second, nanos) => {
    const fraction = String(nanos).padStart(9, '0');
    for (const digits of [0, 3, 6, 9]) {
      expect(within(`${second}${fraction.slice(0, digits)}`, secondOf)).toBe(second);
    }
    expect(within(`${second}.${fraction}`, secondOf)).toBe(second);
    const iso = new Date(second * 1000).toISOString();
    expect(within(iso, secondOf)).toBe(second);
    expect(within(iso.replace('.000Z', `.${fraction}Z`), secondOf)).toBe(second);
  });

  test('of a time zone is converted', () => {
    expect(within('2026-08-01T12:00:00.9999+02:00', secondOf)).toBe(
      Date.UTC(2026, 7, 1, 10) / 1000,
    );
  });

  test.each(['', 'now', '-5', '2026-08-01', '17953777611301795377761130', '179537776x'])(
    '"%s" is none',
    (text) => {
      expect(within(text, secondOf)).toBeNaN();
    },
  );
});
