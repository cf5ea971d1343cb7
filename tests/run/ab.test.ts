// @module-tag needs/k6
// @module-tag needs/openssl
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AbManifest, abFiles, readAbManifest } from '../../core/run-folder/ab-folder.ts';
import { until } from '../../system-under-test/cluster/until.ts';
import { type Ended, bilancia, root } from '../cli/run-command-line.ts';
import { type SmallSite, openSmallSite } from './small-site.ts';
import { untilValid } from './until-valid.ts';

/** Twenty visitors for a second, on a path that is told. */
const script = `import http from 'k6/http';
import { sleep } from 'k6';
export const options = { vus: 20, duration: '1s' };
export default () => {
  http.get(__ENV.BILANCIA_BASE_URL + (__ENV.BILANCIA_BASE_URL === __ENV.SLOW ? '/after/80' : '/after/20'), { tags: { name: 'search' } });
  sleep(0.05);
};`;

describe('an A/B comparison', () => {
  let fast: SmallSite;
  let slow: SmallSite;
  let folder: string;
  beforeAll(async () => {
    [fast, slow] = await Promise.all([openSmallSite(), openSmallSite()]);
    folder = await mkdtemp(join(tmpdir(), 'bilancia-ab-'));
    await writeFile(join(folder, 'pages.js'), script);
    const target = `name: slow\nbaseUrl: ${slow.url}\nhealthPath: /ok\n`;
    await writeFile(join(folder, 'slow.yml'), target);
    await writeFile(join(folder, 'fast.yml'), target.replaceAll(slow.url, fast.url));
  });
  afterAll(async () => {
    await Promise.all([fast.close(), slow.close()]);
    await rm(folder, { recursive: true });
  });

  const argsOf = (out: string): string[] => [
    'ab',
    'fast.yml',
    'slow.yml',
    '--scenario',
    './pages.js',
    '--env',
    `SLOW=${slow.url}`,
    '--out',
    out,
    '--seed',
    '3',
    '--percentiles',
    '50',
  ];
  const manifestOf = (out: string): Promise<AbManifest> => readAbManifest(join(folder, out));

  const compared = (): Promise<Ended & { out: string }> => {
    let tries = 0;
    return untilValid(
      async () => {
        const out = `whole-${(tries += 1)}`;
        return { ...(await bilancia(argsOf(out), {}, folder)), out };
      },
      ({ stdout }) => stdout.includes(': invalid: '),
    );
  };

  it.concurrent(
    'finds a system that is slower, by turns in random order, and ends when that is clear',
    { timeout: 300_000 },
    async () => {
      const { status, stdout, stderr, out } = await compared();
      const [first = '', ...others] = stdout.trimEnd().split('\n');
      expect(first).toMatch(
        /^Comparison: fail: search: p50 \d+ % slower \(\d+ to \d+ %\), \d+ pairs$/,
      );
      expect(status).toBe(1);
      expect(stderr).toMatch(
        /^By the first 6 pairs, search: p50 varies by \S+ % from pair to pair: /m,
      );
      expect(others.at(-1)).toBe(`Comparison: ${join(folder, out, abFiles.page)}`);
      const { pairs, looks, endedEarly } = await manifestOf(out);
      expect(endedEarly).toMatch(/^It was clear after \d+ pairs of \d+\.$/);
      expect(pairs.length).toBeLessThan(looks?.pairs ?? 0);
      expect(new Set(pairs.map((pair) => pair.first))).toEqual(new Set(['base', 'new']));
      expect(await readFile(join(folder, out, abFiles.page), 'utf8')).toContain(
        'fail: slow.yml against fast.yml',
      );
      const again = await bilancia(['report', out], {}, folder);
      expect([again.status, again.stdout]).toEqual([1, stdout]);
    },
  );

  it.concurrent(
    'is judged on the pairs there are when it is interrupted',
    { timeout: 300_000 },
    async () => {
      const child = spawn(process.execPath, [join(root, 'bin', 'bilancia.mjs'), ...argsOf('cut')], {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const ended = once(child, 'close');
      await until(() => existsSync(join(folder, 'cut', '002-base')) || child.exitCode !== null, {
        withinMs: 240_000,
      });
      child.kill('SIGINT');
      const stdout = await text(child.stdout);
      await ended;
      expect(stdout).toMatch(/^Comparison: (inconclusive|invalid): /);
      expect(stdout).toContain('  - It was interrupted.\n');
      expect(child.exitCode).toBe(3);
      expect((await manifestOf('cut')).pairs.length).toBeGreaterThanOrEqual(1);
      expect((await readdir(join(folder, 'cut'))).filter((name) => name.startsWith('.'))).toEqual(
        [],
      );
    },
  );
});
