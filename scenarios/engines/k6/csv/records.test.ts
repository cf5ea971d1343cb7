import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { fieldText, splitFields } from './fields.ts';
import { createRecordScanner } from './records.ts';

interface Seen {
  readonly records: string[][];
  readonly lines: number[];
  readonly overlong: number[];
  unterminated: boolean;
}

/** All records in bytes that come in chunks of the given sizes, again and again. */
function scan(bytes: Uint8Array, sizes: readonly number[], limit?: number): Seen {
  const seen: Seen = { records: [], lines: [], overlong: [], unterminated: false };
  const scanner = createRecordScanner(
    {
      record: ({ text }, start, end, _quoted, line) => {
        seen.records.push(splitFields(text, start, end).map(fieldText));
        seen.lines.push(line);
      },
      unterminated: () => {
        seen.unterminated = true;
      },
      overlong: (line) => seen.overlong.push(line),
    },
    limit,
  );
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? bytes.length;
    scanner.push(bytes.subarray(at, at + size));
    at += size;
  }
  scanner.end();
  return seen;
}

const writeField = (field: string): string =>
  /[",\r\n]|^ /.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
const write = (table: readonly (readonly string[])[], lineEnd: string): Buffer =>
  Buffer.from(table.map((fields) => fields.map(writeField).join(',') + lineEnd).join(''));

/** Fields of letters, of what CSV is made of, and of any characters at all. */
const field = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', ' ') }),
  fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', '""') }),
  fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
);
const table = fc.array(fc.array(field, { minLength: 1, maxLength: 6 }), { maxLength: 20 });
const chunks = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 });

describe('a CSV table', () => {
  test.prop([table, chunks, fc.constantFrom('\n', '\r\n')])(
    'cut into any chunks is read back as it was written',
    (table, sizes, lineEnd) => {
      const seen = scan(write(table, lineEnd), sizes);
      expect(seen.records).toEqual(table);
      expect(seen.unterminated).toBe(false);
    },
  );

  test.prop([table, chunks, fc.nat()])(
    'cut off anywhere loses at most its last record',
    (table, sizes, where) => {
      const bytes = write(table, '\n');
      const cut = bytes.subarray(0, bytes.length === 0 ? 0 : where % (bytes.length + 1));
      const ends = table.map((_, index) => write(table.slice(0, index + 1), '\n').length);
      const whole = ends.filter((end) => end <= cut.length).length;
      const seen = scan(cut, sizes);
      expect(seen.records).toEqual(table.slice(0, whole));
      expect(seen.unterminated).toBe(cut.length > (ends[whole - 1] ?? 0));
    },
  );

  test.prop([
    fc.string({ unit: fc.constantFrom('"', ',', '\n', 'a', '\r'), maxLength: 300 }),
    chunks,
    fc.integer({ min: 5, max: 40 }),
  ])('that breaks the rules is read the same whatever the chunks', (text, sizes, limit) => {
    const bytes = Buffer.from(text);
    expect(scan(bytes, sizes, limit)).toEqual(scan(bytes, [bytes.length + 1], limit));
  });

  test('tells the line on which each record begins', () => {
    const seen = scan(Buffer.from('a,b\n"c\nc",d\n\ne\n'), [3]);
    expect(seen.records).toEqual([['a', 'b'], ['c\nc', 'd'], [''], ['e']]);
    expect(seen.lines).toEqual([1, 2, 4, 5]);
  });

  test('takes a quote within an unquoted field as a character', () => {
    expect(scan(Buffer.from('a"b,c\nd\n'), [2]).records).toEqual([['a"b', 'c'], ['d']]);
  });

  test('with a quote that is never closed loses that line only', () => {
    const seen = scan(Buffer.from(`a,"b\n${'c,d\n'.repeat(30)}`), [7], 60);
    expect(seen.overlong).toEqual([1]);
    expect(seen.records).toEqual(Array.from({ length: 30 }, () => ['c', 'd']));
    expect(seen.lines[0]).toBe(2);
  });

  test('without ends of lines is given up in constant memory', () => {
    const seen = scan(Buffer.from(`${'x'.repeat(500)}\na\n`), [9], 100);
    expect(seen).toEqual({ records: [['a']], lines: [2], overlong: [1], unterminated: false });
  });
});
