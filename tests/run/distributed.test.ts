// @module-tag needs/artillery
// @module-tag needs/k6
// @module-tag needs/python-programs
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { trivialSite } from '../../bench/trivial-site.ts';
import { collected } from '../../core/collected.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import { readRecords } from '../../core/run-folder/read-records.ts';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import { parseHistogramLine } from '../../core/statistics/histogram-line.ts';
import { rampAndHold } from '../../run/request.ts';
import { planDistribution } from '../../run/distribute.ts';
import { distributors } from '../../scenarios/distributed/distributors.ts';
import { shareOf, usualNeeds } from '../../scenarios/distributed/sizing.ts';
import { writeDistribution } from '../../scenarios/distributed/write.ts';
import { requireK6 } from '../../scenarios/engines/k6/location.ts';
import { profiles } from '../../scenarios/profiles.ts';
import { describedTarget } from '../../targets/described/described.ts';
import { bilancia } from '../cli/run-command-line.ts';
import { foreignSchemas, schemaObjections } from '../outside-tools/json-schema.ts';
import { playTestRun } from './play-test-run.ts';
import { playWorker } from './play-worker.ts';
import { merged, readAgain } from './read-again.ts';
import { judgedOf } from './judged-of.ts';

const generators = 4;
describe('a distributed load', () => {
  let folder: string;
  let site: Server;
  /** So many requests wait for one another before any is answered: workers on Fargate wait, too, until all are there. */
  let awaited = 0;
  const waiting: (() => void)[] = [];
  const enter = (answer: () => void): void => {
    waiting.push(answer);
    if (waiting.length < awaited) return;
    awaited = 0;
    for (const go of waiting.splice(0)) go();
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bilancia-distributed-'));
    const pages = trivialSite();
    site = createServer((request, response) =>
      enter(() => pages.emit('request', request, response)),
    ).listen(0, '127.0.0.1');
    await once(site, 'listening');
    const address = site.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    await writeFile(
      join(folder, 'target.yml'),
      `name: small\nbaseUrl: http://127.0.0.1:${address.port}\ntenants: [{ id: riviera, host: riviera.localhost }]\n`,
    );
  });
  afterAll(async () => {
    site.closeAllConnections();
    site.close();
    await rm(folder, { recursive: true });
  });

  /** Writes the files of one engine for 40 visitors, on a site on this machine, which the command would refuse. */
  async function distributed(by: string, scenario = 'smoke'): Promise<string> {
    const [profile, distributor] = [profiles[scenario], distributors[by]];
    if (profile === undefined || distributor === undefined) throw new Error('not there');
    const target = await describedTarget(join(folder, 'target.yml'), {});
    const request = {
      scenario,
      engine: 'k6' as const,
      profile,
      script: profile.script,
      visitors: 40,
      virtualUsers: profile.virtualUsers(40),
      phases: rampAndHold(40, 2, 6),
      seed: 1,
      out: '',
      settings: {},
    };
    const { engine } = distributor;
    const how = { by, engine, generators, now: Date.now(), workingDirectory: folder };
    const planned = await planDistribution(request, target, how);
    const share = shareOf(40, generators, usualNeeds, distributor.size);
    const out = join(folder, by);
    await writeDistribution(distributor, { ...planned, profile, share, region: 'eu-south-1' }, out);
    return out;
  }

  it('of the k6-operator is played by its very command line, and merged to what one pass over all points gives', async () => {
    const out = await distributed('k6-operator');
    const text = await readFile(join(out, 'testrun.yaml'), 'utf8');
    const [configMap, claim, resource] = parseAllDocuments(text).map((one): unknown => one.toJS());
    expect(await schemaObjections(foreignSchemas.testRun, [resource])).toEqual([[]]);
    expect([configMap, claim]).toMatchObject([
      { kind: 'ConfigMap' },
      { kind: 'PersistentVolumeClaim' },
    ]);
    expect(await playTestRun(resource, out)).toEqual(
      Array.from({ length: generators }, () => [0, null]),
    );

    const names = (await readdir(join(out, 'results'))).filter((name) => name.endsWith('.csv.gz'));
    expect(names).toHaveLength(generators);
    const whole = join(folder, 'whole');
    const ended = await bilancia(['merge', out, '--out', whole, '--json']);
    const { verdict } = judgedOf(ended);
    expect(verdict.load).toMatchObject({ visitorsAsked: 40, failed: 0 });
    expect(verdict.load.visitorsHeld).toBeGreaterThan(39);
    expect(verdict.findings.filter(({ severity }) => severity === 'invalid')).toEqual([]);
    expect(verdict.findings.filter(({ rule }) => rule === 'generator-limits')).toEqual([
      expect.objectContaining({
        summary: expect.stringMatching(
          /^Nobody looked at the generators' machines: that they kept up is known of think times alone, which overran by \S+ ms \(p95\)\.$/,
        ),
      }),
    ]);

    // One pass over the points of all, one after the other.
    const texts = await Promise.all(
      names.map(async (name) => gunzipSync(await readFile(join(out, 'results', name))).toString()),
    );
    const [header = ''] = texts[0]?.split('\n') ?? [];
    const points = texts.map((one) => one.slice(one.indexOf('\n') + 1)).join('');
    await writeFile(join(folder, 'all.csv'), `${header}\n${points}`);
    const again = await readAgain(folder, 'all.csv');
    const lines = await collected(readRecords(whole, runFiles.histograms));
    expect(merged(lines)).toEqual(merged(again.histograms));
    expect(lines.reduce((sum, { n }) => sum + n, 0)).toBeGreaterThan(100);
    const series = await collected(readRecords(whole, runFiles.series));
    const requests = series.reduce((sum, { counters }) => sum + (counters['requests'] ?? 0), 0);
    expect(requests).toBe(again.histograms.reduce((sum, { n }) => sum + n, 0));
    const facts = await collected(readRecords(whole, runFiles.bookings));
    const keys = facts.flatMap((fact) => (fact.kind === 'attempt' ? [fact.key] : []));
    expect(keys.length).toBeGreaterThan(0);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('is refused where a generator is missing, was restarted, or brought back half', async () => {
    const out = join(folder, 'k6-operator');
    const results = join(out, 'results');
    const [first = ''] = (await readdir(results)).filter((name) => name.endsWith('.csv.gz'));
    const stem = first.replace('.csv.gz', '');
    const again = stem.replace(/-\w+$/, '-zzzzz');
    for (const end of ['.csv.gz', '.log'])
      await cp(join(results, stem + end), join(results, again + end));
    const refused = async (): Promise<string> => {
      const { stderr, status } = await bilancia(['merge', out, '--out', join(folder, 'none')]);
      expect(status).toBe(2);
      return stderr;
    };
    expect(await refused()).toMatch(/cannot be merged with \S+: both are part 1 of 4\. /);
    for (const name of [again, stem]) await rm(join(results, `${name}.csv.gz`));
    expect(await refused()).toMatch(
      /cannot be merged with the other 2 of \S+: part 1 of 4 is missing\. /,
    );
    const [second = ''] = (await readdir(results)).filter((name) => name.endsWith('.csv.gz'));
    await rm(join(results, second.replace('.csv.gz', '.log')));
    expect(await refused()).toMatch(
      /^What came back \S+\.log cannot be used: there is no such file\. /,
    );
  });

  it('of Artillery and of AWS is as their schemas have it', async () => {
    const artillery = await distributed('artillery-fargate');
    const script: unknown = parse(await readFile(join(artillery, 'script.yml'), 'utf8'));
    expect(await schemaObjections(foreignSchemas.artilleryScript, [script])).toEqual([[]]);
    expect(JSON.parse(await readFile(join(artillery, 'launch.json'), 'utf8'))).toMatchObject({
      cpu: '1024',
      memory: '2048',
      ulimits: [{ name: 'nofile', softLimit: 65_535, hardLimit: 65_535 }],
    });
    const dlt = await distributed('aws-dlt');
    const scenario: unknown = JSON.parse(await readFile(join(dlt, 'scenario.json'), 'utf8'));
    expect(await schemaObjections(foreignSchemas.dltScenarios, [scenario])).toEqual([[]]);
    expect((await readdir(dlt)).filter((name) => /\.[jt]s$/.test(name))).toHaveLength(1);
  });

  it('of AWS is one script that needs no environment, plays its default function, and brings nothing back', async () => {
    const out = join(folder, 'aws-dlt');
    const [script = ''] = (await readdir(out)).filter((name) => name.endsWith('.js'));
    const { path } = await requireK6(process.env);
    // As Taurus starts it: its own users and stages, whatever the script says.
    const args = [
      'run',
      '--quiet',
      '--summary-mode=full',
      '--vus',
      '5',
      '--stage',
      '1s:5,3s:5',
      script,
    ];
    const { stdout } = await promisify(execFile)(path, args, { cwd: out, env: {} });
    expect(stdout).toMatch(/http_reqs\.*: [1-9]/);
    expect(stdout).not.toMatch(/http_req_failed\.*: [1-9]/);
    const { stderr, status } = await bilancia(['merge', out, '--out', join(folder, 'none')]);
    expect([status, stderr]).toEqual([
      2,
      'What aws-dlt played cannot be distributed: it brings back nothing that can be merged. Its own report is all that there is.\n',
    ]);
  });

  it('of Artillery is played by workers as on Fargate, and merged to what one pass over all that they printed gives', async () => {
    const out = join(folder, 'artillery-fargate');
    const results = join(out, 'results');
    // Each reads the catalogue of the one tenant before its load.
    awaited = generators;
    await Promise.all(['b7', 'a1', 'c9', 'd4'].map((worker) => playWorker(out, worker)));
    const whole = join(folder, 'whole-artillery');
    const ended = await bilancia(['merge', out, '--out', whole, '--json']);
    const { verdict } = judgedOf(ended);
    expect(verdict.load).toMatchObject({ visitorsAsked: 40, failed: 0 });
    const manifest = await readManifest(whole);
    expect(manifest.engine).toMatchObject({
      name: 'artillery',
      end: { kind: 'completed' },
      reading: { malformed: 0, truncated: false },
    });

    // One pass over what all printed, one after the other.
    const names = await readdir(results);
    expect(names).toHaveLength(generators);
    const texts = await Promise.all(names.map((name) => readFile(join(results, name), 'utf8')));
    expect(texts.every((text) => text.includes('Summary report'))).toBe(true);
    const all = texts
      .join('')
      .split('\n')
      .filter((line) => line.startsWith('{"kind":"requests"'));
    const printed = all.map((line) => parseHistogramLine(JSON.parse(line)));
    const lines = await collected(readRecords(whole, runFiles.histograms));
    expect(merged(lines)).toEqual(merged(printed));
    expect(lines.reduce((sum, { n }) => sum + n, 0)).toBeGreaterThan(100);

    const facts = await collected(readRecords(whole, runFiles.bookings));
    const keys = facts.flatMap((fact) => (fact.kind === 'attempt' ? [fact.key] : []));
    expect(keys.length).toBeGreaterThan(0);
    expect(new Set(keys).size).toBe(keys.length);

    await rm(join(results, 'worker-log-a1.txt'));
    const { stderr } = await bilancia(['merge', out, '--out', join(folder, 'none')]);
    expect(stderr).toMatch(/cannot be merged with the other 2 of \S+: part 4 of 4 is missing\. /);
  });

  it.each(['aws-dlt', 'artillery-fargate'])('by %s does not play an opening', async (by) => {
    await expect(distributed(by, 'summer-opening')).rejects.toThrow(
      /^summer-opening cannot be distributed: /,
    );
  });
});
