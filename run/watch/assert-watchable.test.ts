import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runFile } from '../../core/run-folder/path.ts';
import { assertWatchable } from './assert-watchable.ts';

let scratch: string;
let runs: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'bilancia-watchable-'));
  runs = join(scratch, 'runs');
  const steady = ['20261127T101500-steady', '20261127T111500-steady', '20261127T121500-steady'];
  for (const name of [...steady, '20261127T131500-steady', 'launch']) {
    await mkdir(join(runs, name), { recursive: true });
    await writeFile(runFile(join(runs, name), 'manifest'), '{}');
  }
  await mkdir(join(runs, 'lunch'));
});
afterAll(() => rm(scratch, { recursive: true }));

const check = (path: string, isAwaited = false): Promise<void> =>
  assertWatchable(join(scratch, path), { runs, isAwaited });

it.each(['runs/launch', 'runs/lunch', 'runs/opening-night', 'opening-night'])(
  'takes %s: there, empty, or called like nothing that is there',
  async (path) => {
    await expect(check(path)).resolves.toBeUndefined();
  },
);

it.each([
  ['runs/lanch', ['launch']],
  ['launch', ['launch']],
  [
    'runs/20261127T101500-stedy',
    ['20261127T101500-steady', '20261127T111500-steady', '20261127T121500-steady'],
  ],
])('refuses %s, which is not there, and offers what has nearly that name', async (path, near) => {
  const offered = near.map((name) => join(runs, name)).join(', ');
  await expect(check(path)).rejects.toThrow(
    `Folder ${join(scratch, path)} cannot be used: there is no such folder, but ${offered}. Expected the folder of a run, probe or drill; pass --wait to wait for one of that name.`,
  );
  await expect(check(path, true)).resolves.toBeUndefined();
});

it('offers three of a folder that holds runs, the last by name', async () => {
  const offered = ['launch', '20261127T131500-steady', '20261127T121500-steady'];
  await expect(check('runs')).rejects.toThrow(
    `Folder ${runs} cannot be used: it holds none itself, but ${offered.map((name) => join(runs, name)).join(', ')}. Expected the folder of a run, probe or drill.`,
  );
});

it('refuses what can never come, though it is awaited', async () => {
  await expect(check('nowhere/launch', true)).rejects.toThrow(
    `Folder ${join(scratch, 'nowhere/launch')} cannot be used: there is no such folder, nor one above it. Expected the folder of a run, probe or drill.`,
  );
});
