// @module-tag needs/k6
// @module-tag needs/openssl
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exitStatusOf } from '../../core/outcome.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import { outcomeBy } from '../../reports/verdict/finding.ts';
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

const windowSeconds = 6;
const windows = `windows: { seconds: ${windowSeconds}, slideSeconds: 1 }`;

/** Second of the load at which an objective was lost, by the reason that the run ended for. */
function lostAt(endedEarly: string): number {
  const [, minutes, seconds] = /(?:to|by) \+(\d+):(\d+), /.exec(endedEarly) ?? [];
  return Number(minutes) * 60 + Number(seconds);
}

/** Without what a machine that others use as well may add. */
function outcomeOf({ findings }: Verdict): string {
  const ofMachine = ['generator-limits', 'machine-saturated', 'evidence-complete'];
  return outcomeBy(findings.filter(({ rule }) => !ofMachine.includes(rule)));
}

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
      `${windows}\nobjectives:\n  - { name: pages, requests: [page], p95: 280 }\n`,
      '/after/300',
      '--abort-early',
    );
    expect(endedEarly).toMatch(
      /^pages cannot be met any more: p95 of page: \d+(\.\d)? % of \d+ answers took 280 ms or longer from \+0:0\d to \+0:0\d, at most 30 % may$/,
    );
    expect(seconds - lostAt(endedEarly)).toBeLessThan(2 * windowSeconds);
    expect(verdict.objectives).toMatchObject([{ met: false }]);
    expect(outcomeOf(verdict)).toBe('fail');
    expect(status).toBe(exitStatusOf[verdict.outcome]);
  });

  it('ends by the file of objectives as well, at the first failure where none is allowed', async () => {
    const { seconds, endedEarly, verdict } = await run(
      `${windows}\nbeyondSaving: abort\nobjectives:\n  - { name: errors, requests: ['*'], together: true, errorRate: 0 }\n`,
      '/status/503',
    );
    expect(endedEarly).toMatch(
      /^errors cannot be met any more: error rate of all requests: \d+ failed by \+0:0\d, and none may$/,
    );
    expect(seconds - lostAt(endedEarly)).toBeLessThan(2 * windowSeconds);
    expect(outcomeOf(verdict)).toBe('fail');
  });

  it('plays to its end where what was bad can be made good for', async () => {
    const { endedEarly, verdict } = await run(
      `${windows}\nobjectives:\n  - { name: pages, requests: [page], p95: 280 }\n`,
      '/ok',
      '--abort-early',
      '--env',
      'LASTS=5s',
    );
    expect(endedEarly).toBe('');
    expect(verdict.objectives).toMatchObject([{ met: true }]);
  });
});
