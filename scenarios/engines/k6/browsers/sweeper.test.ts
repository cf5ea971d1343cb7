import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { processesNaming } from '../../../../system-under-test/cluster/testing/leftovers.ts';
import { startSweeper } from './sweeper.ts';

it.each([
  ['that waited for it', false],
  ['that was killed with -9 before', true],
])('a sweeper %s leaves neither processes nor their folder', async (_, isKilled) => {
  const folder = await mkdtemp(join(tmpdir(), 'bil-sweep-'));
  await mkdir(join(folder, 'profile'));
  const sweeper = startSweeper(folder);
  // One that no parent looks after any more.
  const stray = spawn('sleep', ['60'], {
    env: { ...process.env, TMPDIR: folder },
    stdio: 'ignore',
    detached: true,
  });
  const ended = once(stray, 'exit');
  await once(stray, 'spawn');
  const [waiting = ''] = processesNaming(folder).filter((found) => found.includes('sweeper'));
  if (isKilled) process.kill(Number.parseInt(waiting, 10), 'SIGKILL');
  await sweeper.sweep();
  expect(await ended).toEqual([null, 'SIGKILL']);
  expect(existsSync(folder)).toBe(false);
  expect(processesNaming(folder)).toEqual([]);
});
