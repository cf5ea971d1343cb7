// @module-tag needs/k6
// @module-tag needs/openssl
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runFile } from '../../core/run-folder/path.ts';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import { type Verdict, verdictSchema } from '../../reports/verdict/schema.ts';
import { bilancia } from '../cli/run-command-line.ts';
import { openSmallSite, type SmallSite } from './small-site.ts';

/** Ten requests a second for a minute, which are slow or fail from the third second on where that is asked for. */
const script = `import http from 'k6/http';
const site = __ENV.BILANCIA_BASE_URL;
export const options = { scenarios: { c: { executor: 'constant-arrival-rate', rate: 20, timeUnit: '1s', duration: __ENV.LASTS || '60s', preAllocatedVUs: 20 } } };
const begun = Date.now();
export default () => { http.get(site + (Date.now() - begun < 3000 ? '/ok' : __ENV.THEN), { tags: { name: 'page' } }); };
`;

const windows = 'windows: { seconds: 4, slideSeconds: 1 }';

describe('a run that is to end once an objective cannot be met any more', () => {
  let site: SmallSite;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bilancia-early-abort-'));
    site = await openSmallSite();
    await writeFile(
      join(folder, 'target.yml'),
      `name: theirs\nbaseUrl: ${site.url}\nhealthPath: /ok\n`,
    );
    await writeFile(join(folder, 'site.js'), script);
  });
  afterAll(async () => {
    await site.close();
    await rm(folder, { recursive: true });
  });

  let runs = 0;
  const run = async (
    slo: string,
    then: string,
    ...flags: string[]
  ): Promise<{ seconds: number; endedEarly: string; verdict: Verdict; status: unknown }> => {
    const out = `run-${(runs += 1)}`;
    await writeFile(join(folder, `${out}.yml`), slo);
    const more = ['--env', `THEN=${then}`, '--slo', `${out}.yml`, '--out', out, ...flags];
    const ended = await bilancia(
      ['run', './site.js', '--target', 'target.yml', ...more],
      {},
      folder,
    );
    const path = join(folder, out);
    const verdict = verdictSchema.parse(
      JSON.parse(await readFile(runFile(path, 'verdict'), 'utf8')),
    );
    const { loadStartedAt = '', loadEndedAt = '', endedEarly = '' } = await readManifest(path);
    const seconds = (Date.parse(loadEndedAt) - Date.parse(loadStartedAt)) / 1000;
    return { seconds, endedEarly, verdict, status: ended.status };
  };

  it('ends within two windows of a percentile that is lost, with its report and the figure', async () => {
    const { seconds, endedEarly, verdict, status } = await run(
      `${windows}\nobjectives:\n  - { name: pages, requests: [page], p95: 100 }\n`,
      '/after/300',
      '--abort-early',
    );
    expect(endedEarly).toMatch(
      /^pages cannot be met any more: p95 of page: \d+(\.\d)? % of \d+ answers took 100 ms or longer from \+0:0\d to \+0:0\d, at most 30 % may$/,
    );
    // It is lost when a window that is slow by a third is over, in the fifth second.
    expect(seconds).toBeLessThan(5 + 2 * 4 + 3);
    expect(verdict.objectives).toMatchObject([{ met: false }]);
    expect(verdict.outcome).toBe('fail');
    expect(status).toBe(1);
  });

  it('ends by the file of objectives as well, at the first failure where none is allowed', async () => {
    const { seconds, endedEarly, verdict } = await run(
      `${windows}\nbeyondSaving: abort\nobjectives:\n  - { name: errors, requests: ['*'], together: true, errorRate: 0 }\n`,
      '/status/503',
    );
    expect(endedEarly).toMatch(
      /^errors cannot be met any more: error rate of all requests: \d+ failed by \+0:0\d, and none may$/,
    );
    expect(seconds).toBeLessThan(3 + 2 * 4 + 3);
    expect(verdict.outcome).toBe('fail');
  });

  it('plays to its end where what was bad can be made good for', async () => {
    const { endedEarly, verdict } = await run(
      `${windows}\nobjectives:\n  - { name: pages, requests: [page], p95: 100 }\n`,
      '/ok',
      '--abort-early',
      '--env',
      'LASTS=6s',
    );
    expect(endedEarly).toBe('');
    expect(verdict.objectives).toMatchObject([{ met: true }]);
  });
});
