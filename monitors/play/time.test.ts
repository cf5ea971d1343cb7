import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { formatSpan, parseInstant, parseSpan, parseTime } from './time.ts';

it.each([
  ['0', 0],
  ['0m', 0],
  ['90s', 90_000],
  ['7m30s', 450_000],
  ['1h', 3_600_000],
  ['2d', 172_800_000],
  ['500ms', 500],
  ['1.5m', 90_000],
  ['4.35s', 4350],
])('reads the span %s', (text, ms) => {
  expect(parseSpan(text)).toBe(ms);
});

it.each(['', '7', 'm', '-7m', '7 m', '7m 30s', '1w', '0.1ms', '1e3s', '9999999999999d', '٣m'])(
  'takes %j for no span',
  (text) => {
    expect(parseSpan(text)).toBeUndefined();
  },
);

test.prop([fc.nat(40 * 86_400_000)])('reads back the span that it printed', (ms) => {
  expect(parseSpan(formatSpan(ms))).toBe(ms);
});

it('prints spans as people write them', () => {
  expect([0, 450_000, 3_600_000, 90_061_001, -60_000].map(formatSpan)).toEqual([
    '0m',
    '7m30s',
    '1h',
    '1d1h1m1s1ms',
    '-1m',
  ]);
});

it('reads instants that say their zone, and only days that there are', () => {
  expect(parseInstant('2026-11-22T10:15:00+01:00')).toBe(Date.UTC(2026, 10, 22, 9, 15));
  expect(parseInstant('2026-11-22T09:15:00.5Z')).toBe(Date.UTC(2026, 10, 22, 9, 15, 0, 500));
  expect(parseInstant('2026-11-22T09:15:00')).toBeUndefined();
  expect(parseInstant('2026-02-30T09:15:00Z')).toBeUndefined();
  expect(parseInstant('2026-11-22')).toBeUndefined();
});

it('counts a span from the start, and takes an instant as it is', () => {
  const start = Date.UTC(2026, 0, 5);
  expect(parseTime('7m', start)).toBe(start + 420_000);
  expect(parseTime('2026-01-05T01:00:00Z', start)).toBe(start + 3_600_000);
  expect(parseTime('later', start)).toBeUndefined();
});
