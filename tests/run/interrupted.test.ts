// @module-tag needs/cluster
// @module-tag needs/k6
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { existsSync } from 'node:fs';
import { runFile } from '../../core/run-folder/path.ts';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import { bilancia } from '../cli/run-command-line.ts';
import { generatorsLeft, generatorsOf, startRun } from './start-run.ts';
import { outcomeWithoutMachine, resultOf, upSmall } from './test-cluster.ts';
import type { TestCluster } from './test-cluster.ts';

/** What a machine that other tests use as well can keep. */
const lenient = `
objectives:
  - { name: all, requests: ['*'], together: true, p95: 5000, errorRate: 0.001 }
`;

/** How many runs are killed at random moments; set BILANCIA_KILLS to try harder. */
const kills = Number(process.env['BILANCIA_KILLS'] ?? 3);
/** From the start of the command to the end of the ramp. */
const killedWithinMs = 8000;

describe('a run that is cut short', () => {
  let cluster: TestCluster;
  let slo: string;
  beforeAll(async () => {
    cluster = await upSmall('cut-short');
    slo = join(cluster.folder, 'slo.yml');
    await writeFile(slo, lenient);
  });
  afterAll(() => cluster.down());

  const start = (folder: string, hold = '60s') => {
    const load = ['--visitors', '20', '--ramp', '1s', '--duration', hold, '--slo', slo];
    return startRun(['smoke', '--name', cluster.name, ...load], join(cluster.folder, folder));
  };

  it('by Ctrl-C leaves a complete folder with a verdict, and its exit status is the verdict', async () => {
    const run = start('interrupted');
    await run.underLoad();
    // The looking for what is left must be able to see something.
    expect(generatorsOf(run.folder)).toHaveLength(1);
    run.kill('SIGINT');
    const ended = await run.ended;
    const { verdict } = resultOf(ended);
    const outcome = outcomeWithoutMachine(verdict);
    expect({ status: ended.status, outcome, stderr: ended.stderr }).toEqual({
      status: 3,
      outcome: 'inconclusive',
      stderr: '',
    });
    const manifest = await readManifest(run.folder);
    expect(manifest.endedEarly).toBe('It was interrupted.');
    expect(manifest.endedAt).toBeDefined();
    expect(verdict.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
    expect(verdict.reasons).toContainEqual(
      expect.stringMatching(/^The run ended early \(it was interrupted\)/),
    );
    expect(existsSync(runFile(run.folder, 'report'))).toBe(true);
    expect(existsSync(runFile(run.folder, 'lock'))).toBe(false);
    expect(await generatorsLeft(run.folder)).toEqual([]);
  });

  it('is not written over by another one', async () => {
    const folder = join(cluster.folder, 'interrupted');
    const again = await start('interrupted').ended;
    expect(again).toEqual({
      status: 2,
      stdout: expect.stringContaining('"run-folder-not-empty"'),
      stderr: `${folder} is not empty. A run never overwrites another: choose a new or empty folder with --out.\n`,
    });
  });

  it.each(Array.from({ length: kills }, (_, index) => index))(
    'by kill -9 leaves no generator, and a folder that is judged (%i)',
    async (index) => {
      const run = start(`killed-${index}`);
      await pause(Math.random() * killedWithinMs);
      run.kill('SIGKILL');
      expect(await run.ended).toEqual({ status: null, stdout: '', stderr: '' });
      expect(await generatorsLeft(run.folder)).toEqual([]);
      // It may have been killed before there was anything to keep.
      if (!existsSync(runFile(run.folder, 'manifest'))) return;
      const report = await bilancia(['report', run.folder, '--json']);
      expect({ status: report.status, stderr: report.stderr }).toEqual({ status: 3, stderr: '' });
      expect(outcomeWithoutMachine(resultOf(report).verdict)).toBe('inconclusive');
    },
  );

  it('by the death of the whole system ends by itself, and is judged', async () => {
    // Asked before: it takes a while, and the load does not wait.
    const { parts } = await cluster.state();
    const supervisor = parts.find(({ kind }) => kind === 'supervisor')?.pid ?? 0;
    const run = start('system-gone', '12s');
    await run.underLoad();
    process.kill(supervisor, 'SIGKILL');
    const ended = await run.ended;
    expect(ended.stderr).toBe('');
    const { verdict } = resultOf(ended);
    expect(outcomeWithoutMachine(verdict)).toBe('fail');
    expect(ended.status).toBe(verdict.outcome === 'fail' ? 1 : 3);
    expect(await generatorsLeft(run.folder)).toEqual([]);
    const report = await bilancia(['report', run.folder, '--json']);
    expect({ ...resultOf(report), status: report.status }).toEqual({
      ...resultOf(ended),
      status: ended.status,
    });
  });
});
