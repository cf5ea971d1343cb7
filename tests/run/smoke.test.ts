// @module-tag needs/cluster
// @module-tag needs/k6
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runFile } from '../../core/run-folder/path.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import type { RunFile } from '../../core/run-folder/files/index.ts';
import { collected as allOf } from '../../core/collected.ts';
import { readRecords } from '../../core/run-folder/read-records.ts';
import { accessLogReader } from '../../reports/evidence/access-log.ts';
import { invariants as databaseInvariants } from '../../probes/invariants/index.ts';
import { taskSampleOf } from '../../reports/evidence/container-events.ts';
import { bilancia } from '../cli/run-command-line.ts';
import type { Ended } from '../cli/run-command-line.ts';
import { merged, readAgain } from './read-again.ts';
import { resultOf, runUntilValid, upSmall } from './test-cluster.ts';
import type { TestCluster } from './test-cluster.ts';

const load = ['--visitors', '40', '--ramp', '2s', '--duration', '8s'];

/** What a machine that other tests use as well can keep. */
const objectives = `
objectives:
  - { name: all, requests: ['*'], together: true, p95: 2000, errorRate: 0.001 }
`;

describe('a smoke run on a small cluster', () => {
  let cluster: TestCluster;
  let folder: string;
  let ended: Ended;

  beforeAll(async () => {
    cluster = await upSmall('smoke');
    const slo = join(cluster.folder, 'slo.yml');
    await writeFile(slo, objectives);
    ended = await runUntilValid(cluster, ['smoke', '--slo', slo, ...load]);
    ({ folder } = resultOf(ended));
  });
  afterAll(() => cluster.down());

  const textOf = (file: RunFile): Promise<string> => readFile(runFile(folder, file), 'utf8');

  it('passes, and says so by its exit status', () => {
    const { verdict } = resultOf(ended);
    expect({ status: ended.status, stderr: ended.stderr, outcome: verdict.outcome }).toEqual({
      status: 0,
      stderr: '',
      outcome: 'pass',
    });
    expect(verdict.objectives.map(({ name, met }) => `${name}: ${met}`)).toEqual([
      'all: p95 of all requests: true',
      'all: error rate of all requests: true',
    ]);
  });

  it('holds the visitors asked for, and loses no request', () => {
    const { load } = resultOf(ended).verdict;
    expect(load).toMatchObject({ visitorsAsked: 40, failed: 0, droppedIterations: 0 });
    expect(load.visitorsHeld).toBeGreaterThan(38);
    expect(load.visitorsHeld).toBeLessThanOrEqual(40.5);
    expect(load.requests).toBeGreaterThan(100);
  });

  it('checks every invariant in both tenants and with the clients, and finds them all kept', async () => {
    const { invariants } = resultOf(ended).verdict;
    const ofClients = [
      'clients-and-database-agree',
      'idempotency',
      'read-your-writes',
      'tenant-isolation',
    ];
    expect(invariants.map(({ name }) => name).toSorted()).toEqual(
      [...Object.keys(databaseInvariants), ...ofClients].toSorted(),
    );
    expect(invariants.find(({ name }) => name === 'sales-on-readers')?.checked).toBeGreaterThan(0);
    expect(invariants.filter(({ violations }) => violations > 0)).toEqual([]);
    const checks = await allOf(readRecords(folder, runFiles.invariants));
    const after = checks.filter(({ phase }) => phase === 'after');
    expect(new Set(after.map(({ tenant }) => tenant))).toEqual(new Set(['riviera', 'dolomiti']));
  });

  it('knows each booking from both sides', async () => {
    const facts = await allOf(readRecords(folder, runFiles.bookings));
    const acknowledged = facts.flatMap((fact) =>
      fact.kind === 'outcome' && fact.outcome === 'acknowledged' ? [String(fact.bookingId)] : [],
    );
    const held = (await allOf(readRecords(folder, runFiles.databaseBookings))).map(
      ({ bookingId }) => bookingId,
    );
    expect(held.length).toBeGreaterThan(0);
    expect(held.toSorted()).toEqual(acknowledged.toSorted());
    const refused = facts.filter((fact) => fact.kind === 'outcome' && fact.outcome === 'refused');
    const { reasons, load } = resultOf(ended).verdict;
    expect(load.bookings).toEqual({
      acknowledged: held.length,
      refused: refused.length,
      indeterminate: 0,
    });
    expect(reasons).toContainEqual(
      expect.stringMatching(
        `^Clients and database agree on ${held.length} acknowledged bookings? and ${refused.length} refused ones?\\.$`,
      ),
    );
  });

  it('leaves every file of the run folder, and no lock', async () => {
    // Some are a drill's, of another engine, or of scripts of the user's own.
    const ofScripts = ['connections', 'engineSummary', 'scriptOutput', 'scriptSummary'];
    const ofEdge = ['edgeLog', 'healthChecks', 'edgeUsage'];
    const ofBrowsers = ['webVitals'];
    const others = [
      'lock',
      'journal',
      'writeAudit',
      'artilleryScript',
      'serviceMetrics',
      ...ofScripts,
      ...ofEdge,
      ...ofBrowsers,
    ];
    const expected = Object.entries(runFiles).filter(([file]) => !others.includes(file));
    const names = ['engine.csv.gz', ...expected.map(([, { name }]) => name)];
    expect((await readdir(folder)).toSorted()).toEqual(names.toSorted());
    expect(await textOf('objectives')).toBe(objectives);
    expect([await textOf('console'), await textOf('engineLog')]).toEqual(['', '']);
  });

  it('wrote live what reading the engine output again gives', async () => {
    const { histograms: again, summary } = await readAgain(folder, 'engine.csv.gz');
    expect(summary).toMatchObject({ malformed: 0, truncated: false });
    const live = merged(await allOf(readRecords(folder, runFiles.histograms)));
    expect(live.size).toBeGreaterThan(20);
    expect(merged(again)).toEqual(live);
  });

  it('is judged and drawn again from its folder alone, to the same verdict', async () => {
    const before = await textOf('verdict');
    const again = await bilancia(['report', folder, '--json']);
    expect({ status: again.status, stderr: again.stderr }).toEqual({ status: 0, stderr: '' });
    expect(resultOf(again)).toEqual(resultOf(ended));
    expect(await textOf('verdict')).toBe(before);
    expect(JSON.parse(before)).toEqual(resultOf(ended).verdict);
  });

  it('has the events of each task and the access log of the load balancer', async () => {
    const tasks = (await cluster.state()).parts.filter(({ kind }) => kind === 'task');
    const events = await allOf(readRecords(folder, runFiles.containerEvents));
    const samples = events.flatMap((event) => taskSampleOf(event) ?? []);
    expect(new Set(samples.map(({ of }) => of)).size).toBe(tasks.length);

    const lines = (await textOf('accessLog')).trim().split('\n');
    const { log, read } = accessLogReader(folder, 0, 1);
    await read();
    const counts = log.targets;
    expect([...counts.keys()].toSorted()).toEqual(tasks.map(({ address }) => address).toSorted());
    const counted = [...counts.values()].flatMap((slots) => [...slots.values()]);
    expect(counted.reduce((sum, n) => sum + n, 0)).toBe(lines.length);
    // Every request of the load is there; the target's health page may be, too.
    expect(lines.length).toBeGreaterThanOrEqual(resultOf(ended).verdict.load.requests);
  });
});
