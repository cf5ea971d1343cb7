import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { followFolder } from './follow-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'bil-follow-folder-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('delivers what is added to files that are there, and all of files that come later', async () => {
  writeFileSync(join(folder, 'task-a.log'), 'before\n');
  writeFileSync(join(folder, 'db.log'), '');
  const end = new AbortController();
  const lines = followFolder(folder, (file) => file.startsWith('task-'), end.signal)[
    Symbol.asyncIterator
  ]();
  const first = lines.next();
  await new Promise((resolve) => setImmediate(resolve));
  appendFileSync(join(folder, 'task-a.log'), 'one\n');
  appendFileSync(join(folder, 'db.log'), 'not asked for\n');
  expect((await first).value).toEqual({ file: 'task-a.log', line: 'one' });
  writeFileSync(join(folder, 'task-b.log'), 'two\nthree');
  expect((await lines.next()).value).toEqual({ file: 'task-b.log', line: 'two' });
  end.abort();
  expect((await lines.next()).value).toEqual({ file: 'task-b.log', line: 'three' });
  expect(await lines.next()).toEqual({ done: true, value: undefined });
});

it('says which folder is missing', () => {
  const path = join(folder, 'none');
  expect(() => followFolder(path, () => true, new AbortController().signal)).toThrow(
    `ENOENT: no such file or directory, scandir '${path}'`,
  );
});

it('still delivers what was written when the folder is taken away', async () => {
  const gone = mkdtempSync(join(tmpdir(), 'bil-follow-gone-'));
  writeFileSync(join(gone, 'task-a.log'), '');
  const end = new AbortController();
  const lines = followFolder(gone, () => true, end.signal)[Symbol.asyncIterator]();
  appendFileSync(join(gone, 'task-a.log'), 'last words\n');
  rmSync(gone, { recursive: true });
  expect((await lines.next()).value).toEqual({ file: 'task-a.log', line: 'last words' });
  end.abort();
  expect(await lines.next()).toEqual({ done: true, value: undefined });
});
