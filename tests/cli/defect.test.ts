import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { root } from './run-command-line.ts';

describe('a defect', () => {
  it.each([
    ['thrown where nobody catches it', 'throw new Error("planted")'],
    ['rejected where nobody waits for it', 'Promise.reject(new Error("planted"))'],
  ])('%s shows its stack and ends with 2, since 1 is a verdict', async (_how, fault) => {
    // Committed as soon as the entry listens; until then the interval keeps the process alive.
    const plant = `setInterval(() => { if (process.listenerCount('uncaughtException') > 0) ${fault}; }, 10)`;
    const planted = `data:text/javascript,${encodeURIComponent(plant)}`;
    const main = join(root, 'cli', 'main.ts');
    const child = spawn(process.execPath, ['--import', planted, main]);
    const [stderr, [status]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    expect(stderr).toMatch(/^Error: planted\n {4}at /);
    expect(status).toBe(2);
  });
});
