// @module-tag needs/cluster
// @module-tag needs/k6
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exitStatusOf } from '../../core/outcome.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { bilancia } from '../cli/run-command-line.ts';
import { generatorsLeft, startRun } from './start-run.ts';
import { outcomeWithoutMachine, resultOf, upSmall } from './test-cluster.ts';
import type { TestCluster } from './test-cluster.ts';

const run = promisify(execFile);

describe('a run whose surroundings fail', () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await upSmall('failing');
  });
  afterAll(() => cluster.down());

  const args = (hold: string): string[] => {
    const load = ['--visitors', '20', '--ramp', '1s', '--duration', hold];
    return ['smoke', '--name', cluster.name, ...load];
  };

  it('leaves nothing of a comparison whose second side cannot be reached', async () => {
    const folder = join(cluster.folder, 'half');
    const { status, stderr } = await bilancia([
      'ab',
      cluster.name,
      'http://127.0.0.1:1',
      '--out',
      folder,
    ]);
    expect(stderr).toMatch(/^The target http:\/\/127\.0\.0\.1:1\S* cannot be reached: [^\n]+\n$/);
    expect(status).toBe(2);
    expect(existsSync(folder)).toBe(false);
  });

  it('does not start on a target that is not healthy', async () => {
    const { baseUrl } = await cluster.state();
    const target = join(cluster.folder, 'target.yml');
    const healthPath = '/no/such/page';
    await writeFile(target, `name: sick\nbaseUrl: ${baseUrl}\nhealthPath: ${healthPath}\n`);
    const folder = join(cluster.folder, 'unhealthy');
    expect(await bilancia(['run', 'smoke', '--target', target, '--out', folder])).toEqual({
      status: 2,
      stdout: '',
      stderr: `The target's health page ${new URL(healthPath, baseUrl).href} answers 404, not 2xx. Load on an unhealthy system proves nothing: fix it before testing.\n`,
    });
    expect(existsSync(folder)).toBe(false);
  });

  it("does not start a script of the user's own with more visitors than the target is said to take", async () => {
    const { baseUrl } = await cluster.state();
    const target = join(cluster.folder, 'limited.yml');
    const text = `name: small\nbaseUrl: ${baseUrl}\nhealthPath: /health/live\nlimits: { connections: 7 }\n`;
    await writeFile(target, text);
    const script = join(cluster.folder, 'eight.js');
    await writeFile(
      script,
      'export const options = { vus: 8, iterations: 8 };\nexport default () => {};\n',
    );
    const folder = join(cluster.folder, 'too-many');
    expect(await bilancia(['run', script, '--target', target, '--out', folder])).toEqual({
      status: 2,
      stdout: '',
      stderr:
        '8 visitors are too many: the target takes 7 connections at once. Ask for 7 at most.\n',
    });
    expect(existsSync(folder)).toBe(false);
  });

  it(
    'ends when its disk is full, and keeps what was written',
    { tags: ['needs/mount'] },
    async () => {
      const disk = join(cluster.folder, 'disk');
      await mkdir(disk);
      await run('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]);
      try {
        const folder = join(disk, 'run');
        const full = startRun(args('60s'), folder);
        const { status, stderr } = await full.ended;
        expect(stderr).toMatch(
          /^The disk that holds \/\S+\/disk\/run\/\S+ is full\. What was written so far is kept; make room and run again\.\n$/,
        );
        expect(status).toBe(2);
        expect(await generatorsLeft(folder)).toEqual([]);
        expect(await readdir(folder)).toContain('run.json');
        expect(existsSync(runFile(folder, 'lock'))).toBe(false);
      } finally {
        await run('umount', [disk]);
      }
    },
  );

  it('judges a run whose database went away, and says in one line that it did', async () => {
    // Asked before: it takes a while, and the load does not wait.
    const { parts } = await cluster.state();
    const writer = parts.find(({ kind }) => kind === 'database-writer');
    const started = startRun(args('12s'), join(cluster.folder, 'database-gone'));
    await started.underLoad();
    process.kill(writer?.pid ?? 0, 'SIGKILL');
    const ended = await started.ended;
    const { verdict } = resultOf(ended);
    const { outcome, reasons } = verdict;
    // Slow answers of a machine that others use as well may make it invalid.
    expect({ stderr: ended.stderr, outcome: outcomeWithoutMachine(verdict) }).toEqual({
      stderr: '',
      outcome: 'fail',
    });
    expect(ended.status).toBe(exitStatusOf[outcome]);
    expect(reasons.join('\n')).toMatch(/requests failed/);
    expect(await generatorsLeft(started.folder)).toEqual([]);
    const report = await bilancia(['report', started.folder, '--json']);
    expect(report.stderr).toBe('');
    expect(resultOf(report).verdict.outcome).not.toBe('pass');
    expect(existsSync(runFile(started.folder, 'report'))).toBe(true);
  });
});
