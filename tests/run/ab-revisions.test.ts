// @module-tag needs/cluster
// @module-tag needs/k6
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, root } from '../cli/run-command-line.ts';

/** Twenty visitors for less than a second. */
const script = `import http from 'k6/http';
import { sleep } from 'k6';
export const options = { scenarios: { all: { executor: 'per-vu-iterations', vus: 20, iterations: 6 } } };
export default () => {
  http.get(__ENV.BILANCIA_BASE_URL + '/inventory/v1/properties', { headers: { 'x-tenant': 'riviera' }, tags: { name: 'catalog' } });
  sleep(0.05);
};`;

/** How slow they are is for the comparison to say. */
const objectives = "objectives: [{ name: errors, requests: ['*'], errorRate: 0.01 }]\n";

describe('an A/B comparison of two revisions of the reference system', () => {
  let copy: string;
  const git = (...args: string[]) =>
    promisify(execFile)('git', ['-c', 'user.name=t', '-c', 'user.email=t@localhost', ...args], {
      cwd: copy,
    });

  /** A repository of its own: the newest commit but one makes every answer wait, the newest needs other packages. */
  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), 'bilancia-revisions-'));
    const { stdout } = await promisify(execFile)('git', ['ls-files', '-z'], { cwd: root });
    for (const file of stdout.split('\0').filter((name) => name !== ''))
      await cp(join(root, file), join(copy, file), { recursive: true });
    await git('init', '--quiet');
    await git('add', '--all');
    await git('commit', '--quiet', '--message', 'fast');
    await git('tag', 'fast');
    const app = join(copy, 'system-under-test', 'pms', 'service', 'app.ts');
    const before = await readFile(app, 'utf8');
    const slow = before.replace(
      'return serveRequest(',
      'return new Promise((go) => void setTimeout(go, 60)).then(() => serveRequest(',
    );
    expect(slow).not.toBe(before);
    await writeFile(app, slow.replace('endpoint, deps, metrics)', 'endpoint, deps, metrics))'));
    await git('commit', '--quiet', '--all', '--message', 'slow');
    await git('tag', 'slow');
    await appendFile(join(copy, 'package-lock.json'), '\n');
    await git('commit', '--quiet', '--all', '--message', 'other packages');
    await git('tag', 'other-packages');
    await git('checkout', '--quiet', 'slow');
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
    await writeFile(join(copy, 'pages.js'), script);
    await writeFile(join(copy, 'slo.yml'), objectives);
  });
  afterAll(() => rm(copy, { recursive: true, force: true }));

  async function ab(...args: string[]): Promise<Ended> {
    const main = join(copy, 'bin', 'bilancia.mjs');
    const child = spawn(process.execPath, [main, 'ab', ...args], {
      cwd: copy,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const closed = once(child, 'close');
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    await closed;
    return { status: child.exitCode, stdout, stderr };
  }

  it('plays each by its own program, finds the slower one, and leaves no checkout', async () => {
    const options = ['size=small', 'tasks=1'];
    const { status, stdout, stderr } = await ab(
      '--revision-a=fast',
      '--revision-b=slow',
      ...options.flatMap((option) => [`--a-option=${option}`, `--b-option=${option}`]),
      '--scenario=./pages.js',
      '--slo=slo.yml',
      '--pairs=12',
      '--percentiles=50',
      '--seed=3',
      '--out=out',
    );
    expect(`${stdout}${stderr}`).toMatch(
      /^Comparison: fail: catalog: p50 [\d,]+ % slower \([\d,]+ to [\d,]+ %\), \d+ pairs$/m,
    );
    expect(status).toBe(1);
    expect(await readFile(join(copy, 'out', 'comparison.html'), 'utf8')).toContain(
      'slow size=small tasks=1 against fast size=small tasks=1',
    );
    expect(
      (await git('worktree', 'list', '--porcelain')).stdout.match(/^worktree /gm),
    ).toHaveLength(1);
  }, 600_000);

  it('refuses one that needs other packages before anything is started', async () => {
    const { status, stderr } = await ab('--revision-a', 'fast', '--revision-b', 'other-packages');
    expect(stderr).toBe(
      'Revision "other-packages" of the reference system cannot be had: its package-lock.json is not that of this ' +
        'checkout, and what is installed here may not be what it needs. Name a commit, branch or tag of the repository ' +
        'that Bilancia runs from.\n',
    );
    expect(status).toBe(2);
  });
});
