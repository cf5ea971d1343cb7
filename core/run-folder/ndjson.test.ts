import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { collected } from '../collected.ts';
import { openNdjson, readNdjson } from './ndjson.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilancia-ndjson-'));
});
afterAll(() => rm(folder, { recursive: true }));

const any = (value: unknown): unknown => value;
const record = fc.dictionary(
  fc.string(),
  fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean()),
  {
    noNullPrototype: true,
  },
);

const readAll = (...args: Parameters<typeof readNdjson>): Promise<unknown[]> =>
  collected(readNdjson(...args));

describe('an NDJSON file', () => {
  test.prop([fc.array(record)], { numRuns: 50 })('gives back what was written', async (records) => {
    const path = join(folder, 'round-trip.ndjson');
    const writer = await openNdjson(path);
    for (const one of records) writer.write(one);
    await writer.close();
    expect(await readAll(path, any)).toEqual(JSON.parse(JSON.stringify(records)));
    await rm(path);
  });

  test.prop([fc.array(record, { minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true })], {
    numRuns: 50,
  })('cut anywhere loses at most its last line', async (records, where) => {
    const path = join(folder, 'cut.ndjson');
    const bytes = Buffer.from(records.map((one) => `${JSON.stringify(one)}\n`).join(''));
    const cut = bytes.subarray(0, Math.floor(where * bytes.length));
    await writeFile(path, cut);
    const whole = cut.filter((byte) => byte === 10).length;
    const read = await readAll(path, any);
    expect(read.slice(0, whole)).toEqual(JSON.parse(JSON.stringify(records.slice(0, whole))));
    expect(read.length - whole).toBeLessThanOrEqual(1);
  });

  test('tells which line was cut short', async () => {
    const path = join(folder, 'short.ndjson');
    await writeFile(path, '{"a":1}\n{"a":');
    const lines: number[] = [];
    expect(await readAll(path, any, { onTruncated: (line) => lines.push(line) })).toEqual([
      { a: 1 },
    ]);
    expect(lines).toEqual([2]);
  });

  test('that is malformed is refused with file and line', async () => {
    const path = join(folder, 'malformed.ndjson');
    await writeFile(path, '{"a":1}\n\n{"a":}\n{"a":2}\n');
    await expect(readAll(path, any)).rejects.toThrow(
      `Run file ${path} cannot be used: line 3: Unexpected token '}', "{"a":}" is not valid JSON. Expected one JSON record a line.`,
    );
  });

  test('that does not exist has no records', async () => {
    expect(await readAll(join(folder, 'none.ndjson'), any)).toEqual([]);
  });

  test('is appended to, and can be read after each flush', async () => {
    const path = join(folder, 'live.ndjson');
    await writeFile(path, '{"a":0}\n');
    const writer = await openNdjson(path);
    writer.write({ a: 1 });
    await writer.flush();
    expect(await readFile(path, 'utf8')).toBe('{"a":0}\n{"a":1}\n');
    await writer.close();
  });

  test('on a full disk is a known error', async () => {
    const writer = await openNdjson('/dev/full');
    writer.write({ a: 1 });
    const message =
      'The disk that holds /dev/full is full. What was written so far is kept; make room and run again.';
    await expect(writer.flush()).rejects.toThrow(message);
    expect(() => writer.write({ a: 2 })).toThrow(message);
    await expect(writer.close()).rejects.toThrow(message);
  });
});
