import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { isAlive } from '../../core/process-identity.ts';
import { newToken, tokenVariable } from './owner.ts';
import { reapNow, startReaper } from './reaper.ts';
import { processesNaming } from './testing/leftovers.ts';
import { until } from './until.ts';

const place = mkdtempSync(join(tmpdir(), 'bil-reaper-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** A cluster folder with its owner's token, and a process that carries it and shrugs off polite signals. */
async function plant(name: string) {
  const token = newToken();
  const root = join(place, name);
  const folder = join(root, 'cluster');
  const drafts = join(place, 'drafts');
  mkdirSync(join(folder, 'data'), { recursive: true });
  mkdirSync(join(drafts, `.draft-${token}-1`), { recursive: true });
  mkdirSync(join(drafts, 'kept'), { recursive: true });
  writeFileSync(join(folder, 'owner.json'), JSON.stringify({ token }));
  const stubborn = spawn('sh', ['-c', 'trap "" TERM; sleep 60 & echo ready; wait; sleep 60'], {
    env: { ...process.env, [tokenVariable]: token },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(stubborn.stdout, 'data');
  return { token, root, folder, drafts, staging: join(root, `.cluster.${token}`), stubborn };
}

it('ends processes and their children, and removes folders, once its pipe is closed', async () => {
  const planted = await plant('one');
  const reaper = startReaper(planted);
  // A shell that has just forked is seen twice for a moment.
  const areThree = (): boolean => processesNaming(planted.token).length === 3;
  expect(await until(areThree, { withinMs: 10_000 })).toBe(true);
  expect(isAlive(planted.stubborn.pid ?? 0)).toBe(true);
  reaper.stdin?.end();
  await once(reaper, 'exit');
  expect(processesNaming(planted.token)).toEqual([]);
  expect(existsSync(planted.root)).toBe(false);
  expect(existsSync(join(planted.drafts, `.draft-${planted.token}-1`))).toBe(false);
  expect(existsSync(join(planted.drafts, 'kept'))).toBe(true);
});

it('leaves a folder alone that has another owner by now', async () => {
  const planted = await plant('two');
  writeFileSync(join(planted.folder, 'owner.json'), JSON.stringify({ token: newToken() }));
  await reapNow(planted);
  expect(processesNaming(planted.token)).toEqual([]);
  expect(existsSync(planted.folder)).toBe(true);
});
