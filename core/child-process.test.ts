import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { childEnd, endChild, spawnTied } from './child-process.ts';
import { isAlive } from './process-identity.ts';

const helper = new URL('child-process.ts', import.meta.url).href;

it('kills the child when its parent is killed with -9', async () => {
  const script = `
    const { spawnTied } = await import(${JSON.stringify(helper)});
    const child = spawnTied('sleep', ['60'], { stdio: 'ignore' });
    console.log(child.pid);
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line]: unknown[] = await once(parent.stdout, 'data');
  const child = Number(String(line));
  expect(isAlive(child)).toBe(true);
  parent.kill('SIGKILL');
  await expect.poll(() => isAlive(child), { timeout: 5000 }).toBe(false);
});

it('passes on the exit status, and 127 for a command that does not exist', async () => {
  expect(await childEnd(spawnTied('sh', ['-c', 'exit 7']))).toEqual({ code: 7, signal: null });
  const missing = spawnTied('no-such-command-here', [], { stdio: 'ignore' });
  expect(await childEnd(missing)).toEqual({ code: 127, signal: null });
  expect(await childEnd(missing)).toEqual({ code: 127, signal: null });
});

it('ends a child that ignores a polite signal by force', async () => {
  const child = spawnTied('sh', ['-c', 'trap "" TERM; echo ready; while :; do sleep 0.05; done'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error('no standard output');
  await once(child.stdout, 'data');
  expect(await endChild(child, 100)).toEqual({ code: null, signal: 'SIGKILL' });
});
