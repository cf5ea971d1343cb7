// @module-tag needs/cluster
// @module-tag needs/k6
import { existsSync } from 'node:fs';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runFile } from '../../core/run-folder/path.ts';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import { bilancia } from '../cli/run-command-line.ts';
import type { Ended } from '../cli/run-command-line.ts';
import { exitStatusOf } from '../../core/outcome.ts';
import { isInvalid, outcomeWithoutMachine, resultOf, upSmall } from './test-cluster.ts';
import type { TestCluster } from './test-cluster.ts';
import { untilValid } from './until-valid.ts';

const script = join(import.meta.dirname, 'fixtures', 'own-script.ts');

describe("a script of the user's own on a described target", () => {
  let cluster: TestCluster;
  let target: string;
  beforeAll(async () => {
    cluster = await upSmall('foreign');
    const { baseUrl } = await cluster.state();
    target = join(cluster.folder, 'target.yml');
    await writeFile(target, `name: theirs\nbaseUrl: ${baseUrl}\nhealthPath: /health/ready\n`);
  });
  afterAll(() => cluster.down());

  const run = (path: string, name: string, ...flags: string[]): Promise<Ended> =>
    bilancia([
      'run',
      path,
      '--target',
      target,
      '--out',
      join(cluster.folder, name),
      '--json',
      ...flags,
    ]);

  it('gives the same run folder, verdict and report', async () => {
    let tries = 0;
    const ended = await untilValid(
      () => run(script, `passing-${(tries += 1)}`, '--env', 'GREETING=good day = all'),
      isInvalid,
    );
    const { folder, verdict } = resultOf(ended);
    expect({ status: ended.status, stderr: ended.stderr, outcome: verdict.outcome }).toEqual({
      status: 0,
      stderr: '',
      outcome: 'pass',
    });
    expect(verdict.reasons).toContain(
      'The target offers no database, so the invariants of its bookings were not checked there.',
    );
    expect(verdict.latency.map(({ request }) => request)).toEqual(['GET properties']);
    expect(verdict.script).toMatchObject({
      thresholds: [
        { metric: 'checks', condition: 'rate>0.99', value: 1, met: true },
        { metric: 'http_req_duration', condition: 'p(95)<5000', met: true },
      ],
      checks: [{ name: 'is answered', fails: 0 }],
      exceptions: 0,
      consoleErrors: 0,
    });
    expect(await readFile(runFile(folder, 'scriptOutput'), 'utf8')).toContain('http_reqs');
    expect(verdict.load).toMatchObject({ visitorsAsked: 0, visitorsHeld: 4, failed: 0 });
    expect((await readdir(folder)).toSorted()).toEqual([
      'bookings.ndjson',
      'connections.ndjson',
      'console.log',
      'engine-summary.json',
      'engine.csv.gz',
      'engine.log',
      'failures.ndjson',
      'generator-health.ndjson',
      'histograms.ndjson',
      'hosts.ndjson',
      'report.html',
      'run.json',
      'script-output.txt',
      'script-summary.json',
      'series.ndjson',
      'trends.ndjson',
      'verdict.json',
    ]);
    expect(await readFile(runFile(folder, 'console'), 'utf8')).toBe('greeting: good day = all\n');
    expect(await readManifest(folder)).toMatchObject({
      model: 'foreign',
      scenario: script,
      target: { name: 'theirs', kind: 'described', capabilities: { observe: [] } },
      engine: { exitStatus: 0, end: { kind: 'completed' } },
    });
  });

  it('fails when its own thresholds do', async () => {
    const ended = await run(script, 'failing', '--env', 'SLOWEST_MS=0.001');
    const { folder, verdict } = resultOf(ended);
    // A machine that others use as well may make it invalid.
    expect(outcomeWithoutMachine(verdict)).toBe('fail');
    expect(ended.status).toBe(exitStatusOf[verdict.outcome]);
    const [first] = verdict.findings.filter(({ severity }) => severity === 'missed');
    expect(first?.summary).toMatch(
      /^1 of 2 thresholds of the script crossed: http_req_duration p\(95\)<0\.001 \([\d.,]+\)\.$/,
    );
    expect(verdict.reasons).toContain(first?.summary);
    expect((await readManifest(folder)).engine.exitStatus).toBe(99);
    const again = await bilancia(['report', folder, '--json']);
    expect({ status: again.status, ...resultOf(again) }).toEqual({
      status: ended.status,
      ...resultOf(ended),
    });
  });

  it.each([
    ['is no script', 'this is no script', 'Unexpected identifier'],
    ['imports what is not there', "import './nowhere.js';\nexport default () => {};", 'nowhere.js'],
    ['throws before its first visit', "throw new Error('not today');", 'not today'],
    ['does nothing', 'export const nothing = 1;', 'no exported functions in script'],
    [
      'has options that k6 does not know',
      "export const options = { vus: 'many' };\nexport default () => {};",
      'parsing "many": invalid syntax',
    ],
    [
      'throws in its setup',
      "export function setup() { throw new Error('no setup'); }\nexport default () => {};",
      'no setup',
    ],
  ])("shows k6's own message when it %s, and leaves no folder", async (_what, text, message) => {
    const folder = `rejected-${message.replaceAll(/\W/g, '')}`;
    const path = join(cluster.folder, 'rejected.js');
    await writeFile(path, text);
    const { status, stdout, stderr } = await run(path, folder);
    expect(status).toBe(2);
    expect(stderr).toContain(`k6 cannot run ${path}: `);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(stdout)).toEqual({
      error: { code: 'engine-rejected-script', message: stderr.trimEnd() },
    });
    expect(existsSync(join(cluster.folder, folder))).toBe(false);
  });
});
