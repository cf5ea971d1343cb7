import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeFolder } from './make-folder.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilancia-make-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('makes a folder with those above it, and leaves one that is there', async () => {
  const path = join(folder, 'a', 'b', 'c');
  await Promise.all([makeFolder(path), makeFolder(path)]);
  await writeFile(join(path, 'kept'), '');
  await makeFolder(path);
  expect(await readdir(path)).toEqual(['kept']);
});

it('says what is in its place', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  await expect(makeFolder(file)).rejects.toThrow(`EEXIST: file already exists, mkdir '${file}'`);
  const below = join(file, 'below');
  await expect(makeFolder(below)).rejects.toThrow(`ENOTDIR: not a directory, mkdir '${below}'`);
});

it.runIf(process.platform === 'linux').each(['/proc/bilancia', '/proc/bilancia/run'])(
  'ends where the system makes no folders: %s',
  async (path) => {
    await expect(makeFolder(path)).rejects.toThrow(
      "ENOENT: no such file or directory, mkdir '/proc/bilancia'",
    );
  },
);

it('makes nothing when a name on the way is too long', async () => {
  const path = join(folder, 'x'.repeat(300), 'y');
  await expect(makeFolder(path)).rejects.toThrow('ENAMETOOLONG: name too long, mkdir');
  await mkdir(join(folder, 'still-works'));
  expect(await readdir(folder)).toEqual(['still-works']);
});
