import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { afterAll, expect, it } from 'vitest';
import { followFile } from './follow-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'bil-follow-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('delivers what is added from now on, and the rest when it is told to end', async () => {
  const path = join(folder, 'log');
  writeFileSync(path, 'before\n');
  const end = new AbortController();
  const lines = followFile(path, end.signal)[Symbol.asyncIterator]();
  const first = lines.next();
  await new Promise((resolve) => setImmediate(resolve));
  appendFileSync(path, 'one\ntw');
  expect((await first).value).toBe('one');
  appendFileSync(path, 'o\nthree');
  end.abort();
  expect((await lines.next()).value).toBe('two');
  expect((await lines.next()).value).toBe('three');
  expect(await lines.next()).toEqual({ done: true, value: undefined });
});

it('begins anew with a file that was begun anew', async () => {
  const path = join(folder, 'truncated');
  writeFileSync(path, 'a long line from before\n');
  const end = new AbortController();
  const lines = followFile(path, end.signal)[Symbol.asyncIterator]();
  const first = lines.next();
  truncateSync(path);
  appendFileSync(path, 'new\n');
  expect((await first).value).toBe('new');
  end.abort();
});

it('says which file is missing', () => {
  const path = join(folder, 'none');
  expect(() => followFile(path, new AbortController().signal)).toThrow(
    `ENOENT: no such file or directory, open '${path}'`,
  );
});

test.prop([fc.array(fc.string({ unit: 'binary' }), { maxLength: 20 })], { numRuns: 30 })(
  'splits like the whole text, however the bytes come',
  async (pieces) => {
    const path = join(folder, 'pieces');
    writeFileSync(path, '');
    const end = new AbortController();
    const lines = followFile(path, end.signal)[Symbol.asyncIterator]();
    const collected = (async () => {
      const all = [];
      for (let next = await lines.next(); !next.done; next = await lines.next())
        all.push(next.value);
      return all;
    })();
    await new Promise((resolve) => setTimeout(resolve, 2));
    const bytes = Buffer.from(pieces.join('\n'));
    for (let at = 0; at < bytes.length; at += 3) appendFileSync(path, bytes.subarray(at, at + 3));
    end.abort();
    const whole = bytes.toString();
    const expected = whole === '' ? [] : whole.split('\n');
    if (expected.at(-1) === '') expected.pop();
    expect(await collected).toEqual(expected);
  },
);
