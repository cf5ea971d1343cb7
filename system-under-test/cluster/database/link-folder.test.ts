import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { linkFolder } from './link-folder.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'links-'));
});
afterEach(() => rm(root, { recursive: true }));

it('keeps a folder with all that is in it when the first place is removed, and takes no room of its own', async () => {
  const [from, to] = [join(root, 'from'), join(root, 'to')];
  await mkdir(join(from, 'inner'), { recursive: true });
  await writeFile(join(from, 'inner', 'file'), 'content');
  expect(await linkFolder(from, to)).toBe(true);
  const inside = join(to, 'inner', 'file');
  expect((await stat(inside)).nlink).toBe(2);
  await rm(from, { recursive: true });
  expect(await readFile(inside, 'utf8')).toBe('content');
});

it('leaves nothing of a folder that is not there', async () => {
  expect(await linkFolder(join(root, 'from'), join(root, 'to'))).toBe(false);
  expect(await readdir(root)).toEqual([]);
});

it('does not take a second place that cannot be made for a folder that is not there', async () => {
  await expect(linkFolder(root, join(root, 'nowhere', 'to'))).rejects.toThrow('ENOENT');
});
