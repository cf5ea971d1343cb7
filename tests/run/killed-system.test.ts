// @module-tag needs/cluster
// @module-tag needs/k6
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasCode } from '../../core/errors.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { processesNaming } from '../../system-under-test/cluster/testing/leftovers.ts';
import {
  openClusterSandbox,
  type ClusterSandbox,
} from '../../system-under-test/cluster/testing/cluster-sandbox.ts';
import { until } from '../../system-under-test/cluster/until.ts';
import { bilancia, root } from '../cli/run-command-line.ts';
import { resultOf } from './test-cluster.ts';

/** How many whole systems are killed at random moments; set BILANCIA_KILLS to try harder. */
const kills = Number(process.env['BILANCIA_KILLS'] ?? 1);
/** About as long as all of it takes: up, a run of some seconds, its verdict, down. */
const wholeMs = 26_000;

/** The supervisor among the processes of a sandbox; the reaper and others name it, too. */
function supervisorIn(sandbox: ClusterSandbox): number | undefined {
  const found = processesNaming(sandbox.path).find((line) => line.includes('supervisor/main'));
  return found === undefined ? undefined : Number.parseInt(found, 10);
}

/** It may have ended by itself since it was looked for. */
function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}

describe('a supervisor that is killed with -9 at any moment of up, run and down', () => {
  let sandbox: ClusterSandbox;
  let folder: string;
  beforeAll(async () => {
    sandbox = openClusterSandbox();
    folder = await mkdtemp(join(tmpdir(), 'runs-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    sandbox.remove();
  });

  it.each(Array.from({ length: kills }, (_, index) => index))(
    'leaves nothing but a run folder that can be judged (%i)',
    async (index) => {
      const out = join(folder, `run-${index}`);
      const load = ['--visitors', '20', '--ramp', '1s', '--duration', '5s'];
      const started = bilancia(['start', 'smoke', '--size', 'small', ...load, '--out', out]);
      let over = false;
      const ended = started.finally(() => (over = true));
      await until(() => supervisorIn(sandbox) !== undefined, { withinMs: 60_000, everyMs: 20 });
      await pause(Math.random() * wholeMs);
      const supervisor = supervisorIn(sandbox);
      if (supervisor !== undefined && !over) killIfThere(supervisor);
      const { status, stderr } = await ended;
      // 0 and 3: it was killed when all was over but the end of the command, or not at all.
      expect([0, 1, 2, 3]).toContain(status);
      expect(stderr).not.toContain('    at ');
      const left = (): string[] =>
        processesNaming(sandbox.path).filter((line) => !line.includes('vitest'));
      await until(() => left().length === 0, { withinMs: 30_000, everyMs: 100 });
      expect(left()).toEqual([]);
      expect(sandbox.content().filter((name) => !name.startsWith('runs-'))).toEqual([]);
      if (!existsSync(runFile(out, 'manifest'))) return;
      const report = await bilancia(['report', out, '--json']);
      expect(resultOf(report).verdict.reasons.length).toBeGreaterThan(0);
    },
    300_000,
  );

  it('says that it was interrupted where that comes before the load, and leaves nothing', async () => {
    const out = join(folder, 'interrupted');
    const command = [join(root, 'bin', 'bilancia.mjs'), 'start', 'smoke', '--size', 'small'];
    const child = spawn(process.execPath, [...command, '--out', out], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said = text(child.stderr);
    const closed = once(child, 'close');
    await until(() => supervisorIn(sandbox) !== undefined, { withinMs: 60_000, everyMs: 20 });
    child.kill('SIGINT');
    expect(await closed).toEqual([2, null]);
    expect((await said).trim().split('\n').at(-1)).toBe('Interrupted before the load began.');
    expect(processesNaming(sandbox.path).filter((line) => !line.includes('vitest'))).toEqual([]);
    expect(existsSync(out)).toBe(false);
  });
});
