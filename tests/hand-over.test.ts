import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isAlive } from '../core/process-identity.ts';
import { until } from '../system-under-test/cluster/until.ts';

it.runIf(process.platform === 'linux')(
  'ends the program that took its place when it is killed with -9',
  async () => {
    const module = join(import.meta.dirname, '..', 'bin', 'hand-over.mjs');
    const program = `process.stdout.write(String(process.pid)); setInterval(() => {}, 1000);`;
    const script = `import { handOver } from ${JSON.stringify(module)};
      await handOver(process.execPath, ['-e', ${JSON.stringify(program)}]);`;
    const wrapper = spawn(process.execPath, ['--input-type=module', '-e', script]);
    const [said]: unknown[] = await once(wrapper.stdout, 'data');
    const pid = Number(String(said));
    expect(isAlive(pid)).toBe(true);
    wrapper.kill('SIGKILL');
    expect(await until(() => !isAlive(pid), { withinMs: 10_000 })).toBe(true);
  },
);
