// @module-tag needs/artillery
// @module-tag needs/openssl
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collected } from '../../core/collected.ts';
import { exitStatusOf } from '../../core/outcome.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { readRecords } from '../../core/run-folder/read-records.ts';
import { testedVersion } from '../../setup/artillery/locate.mjs';
import { outcomeBy } from '../../reports/verdict/finding.ts';
import { verdictSchema } from '../../reports/verdict/schema.ts';
import { bilancia } from '../cli/run-command-line.ts';
import type { Ended } from '../cli/run-command-line.ts';
import { nobodys } from './site-at.ts';
import { openSmallSite, type SmallSite } from './small-site.ts';

describe("Artillery scripts of a user's own", () => {
  let site: SmallSite;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bilancia-artillery-scripts-'));
    site = await openSmallSite();
    const target = `name: theirs\nbaseUrl: ${site.url}\nhealthPath: /ok\n`;
    await writeFile(join(folder, 'target.yml'), target);
  });
  afterAll(async () => {
    await site.close();
    await rm(folder, { recursive: true });
  });

  const run = async (
    name: string,
    text: string,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<Ended & { out: string }> => {
    await writeFile(join(folder, `${name}.yml`), text);
    const args = ['run', `./${name}.yml`, '--target', 'target.yml', '--out', name];
    return { ...(await bilancia(args, environment, folder)), out: join(folder, name) };
  };

  const script = (flow: string, more = ''): string => `
config:
  target: ${site.url}
  phases: [{ duration: 3, arrivalRate: 4 }]
${more}
scenarios:
  - flow: ${flow}
`;

  it('are counted request by request, failed ones too, to the end of each body, and judged by their own checks', async () => {
    const checks = `
  plugins: { ensure: {} }
  ensure: { thresholds: [{ http.response_time.p95: 5000 }, { nothing.at.all: 3 }] }`;
    const flow = `
    - get: { url: /ok, name: fine }
    - get: { url: /after/150 }
    - get: { url: /status/503 }
    - get: { url: /reset, name: reset }`;
    const { status, stdout, out } = await run('own', script(flow, checks));
    expect(stdout).toContain('Summary report @');
    const verdict = verdictSchema.parse(
      JSON.parse(await readFile(runFile(out, 'verdict'), 'utf8')),
    );
    // A machine that others use as well may make it invalid.
    const ofSystem = verdict.findings.filter(({ severity }) => severity !== 'invalid');
    expect(outcomeBy(ofSystem)).toBe('fail');
    expect(status).toBe(exitStatusOf[verdict.outcome]);
    expect(verdict.script?.thresholds.map(({ metric, met }) => [metric, met])).toEqual([
      ['http.response_time.p95', true],
      ['nothing.at.all', false],
    ]);
    const counts = new Map<string, number>();
    const lines = await collected(readRecords(out, runFiles.histograms));
    for (const { name, outcome, n } of lines)
      counts.set(`${name} ${outcome}`, (counts.get(`${name} ${outcome}`) ?? 0) + n);
    expect(counts).toEqual(
      new Map([
        ['fine ok', 12],
        [`GET ${site.url}/after/150 ok`, 12],
        [`GET ${site.url}/status/503 failed`, 12],
        ['reset failed', 12],
      ]),
    );
    const slow = lines.filter(({ name }) => name.endsWith('/after/150')).map(({ min }) => min);
    expect(Math.min(...slow)).toBeGreaterThanOrEqual(149_000);
    const failures = await collected(readRecords(out, runFiles.failures));
    expect(new Set(failures.map(({ reason }) => reason))).toEqual(
      new Set(['HTTP 503 Service Unavailable', 'connection reset by the peer']),
    );
    const hosts = await collected(readRecords(out, runFiles.hosts));
    expect(new Set(hosts.map(({ host }) => host))).toEqual(new Set([new URL(site.url).host]));
  });

  it.concurrent('do not leave this machine unless that is confirmed', async () => {
    const { status, stderr } = await run(
      'away',
      script(`[{ get: { url: 'http://${nobodys}:9/x' } }]`),
    );
    expect({ status, stderr: stderr.trim().split('\n').at(-1) }).toEqual({
      status: 2,
      stderr: `The script turned to ${nobodys}, which is not on this machine, and the run was ended before anything was sent there. Take it out of the script, or confirm with --i-may-test-this-system if you may test that as well.`,
    });
  });

  it.concurrent('start no browser unless that is confirmed, since nothing keeps one on this machine', async () => {
    const browser = '[]\n    engine: playwright';
    const { status, stderr } = await run(
      'browser',
      script(browser, '  engines: { playwright: {} }'),
    );
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `artillery cannot run ${join(folder, 'browser.yml')}: its engine playwright starts browsers, which nothing keeps on this machine; confirm with --i-may-test-this-system if you may test what they turn to\n`,
    });
  });

  it.concurrent('that are none are told for what they are, as Artillery does not', async () => {
    const said = (name: string, why: string): string =>
      `artillery cannot run ${join(folder, `${name}.yml`)}: ${why}\n`;
    const empty = await run('empty', '');
    expect(empty.stderr).toBe(said('empty', 'it is empty'));
    const other = await run('other', 'name: shop\n');
    expect([other.status, other.stderr]).toEqual([
      2,
      said('other', 'it has neither "config" nor "scenarios", so it is no script of Artillery'),
    ]);
  });

  it.concurrent('that Artillery rejects are told in its words, and leave no folder', async () => {
    const { status, stderr } = await run('rejected', 'config: {}\n');
    expect({ status, stderr: stderr.trim().split('\n').at(-1) }).toEqual({
      status: 2,
      stderr: `artillery cannot run ${join(folder, 'rejected.yml')}: Error: No target specified and no environment chosen`,
    });
    expect(await readdir(folder)).not.toContain('rejected');
  });

  it.concurrent('cannot be run without Artillery, and say how to get it', async () => {
    const { status, stderr } = await run('missing', script('[]'), {
      PATH: '/usr/bin:/bin',
      XDG_CACHE_HOME: join(folder, 'cache'),
    });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `Artillery is not installed. Install it in your project with "npm install --save-dev --ignore-scripts artillery@${testedVersion}", or name its folder with BILANCIA_ARTILLERY.\n`,
    });
  });
});
