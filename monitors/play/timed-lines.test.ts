import { expect, it } from 'vitest';
import { timedLines, timeOfLine } from './timed-lines.ts';

const at = Date.UTC(2026, 10, 22, 8, 15, 42, 123);

it.each([
  ['[2026-11-22T09:15:42.123456+01:00] app.INFO: hello [] []'],
  ['2026-11-22T08:15:42.123Z hello'],
  ['2026-11-22 08:15:42,123 INFO hello'],
  ['2026-11-22T09:15:42.123+0100 hello'],
  ['{"message":"hello","level":200,"datetime":"2026-11-22T09:15:42.123456+01:00","extra":{}}'],
  ['{"@timestamp": "2026-11-22T08:15:42.123Z"}'],
  ['http 2026-11-22T08:15:42.123970Z app/lb/1 127.0.0.1:5 127.0.0.2:80 0.0 0.0 0.0 200 200'],
])('finds the time in %s', (line) => {
  expect(timeOfLine(line)).toBe(at);
});

it.each(['hello', '#0 /app/src/X.php(88): f()', '[2026-13-22T09:15:42+01:00] no such month', ''])(
  'finds no time in %j',
  (line) => {
    expect(timeOfLine(line)).toBeUndefined();
  },
);

it('gives lines without a time that of the line before, and the first ones that of the first', () => {
  const text = 'head\n2026-11-22T08:00:00Z a\n#0 trace\r\n2026-11-22T08:00:05Z b\n';
  const eight = Date.UTC(2026, 10, 22, 8);
  expect(timedLines(text)).toEqual([
    { at: eight, message: 'head' },
    { at: eight, message: '2026-11-22T08:00:00Z a' },
    { at: eight, message: '#0 trace' },
    { at: eight + 5000, message: '2026-11-22T08:00:05Z b' },
  ]);
  expect(timedLines('no time\nat all\n')).toBeUndefined();
});
