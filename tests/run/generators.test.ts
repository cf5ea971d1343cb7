// @module-tag needs/cluster
// @module-tag needs/k6
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collected } from '../../core/collected.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import { readRecords } from '../../core/run-folder/read-records.ts';
import { bilancia } from '../cli/run-command-line.ts';
import { merged, readAgain } from './read-again.ts';
import { generatorsLeft, generatorsOf, startRun } from './start-run.ts';
import { resultOf, type TestCluster, upSmall } from './test-cluster.ts';

const load = ['smoke', '--visitors', '60', '--ramp', '2s', '--duration'];

describe('several generators on one machine, and two nodes of the load balancer', () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await upSmall('generators', '--load-balancers', '2');
  });
  afterAll(() => cluster.down());

  it('play one load, whose figures are those of their points together', async () => {
    const folder = join(cluster.folder, 'four');
    const ended = await bilancia([
      'run',
      ...load,
      '8s',
      '--generators',
      '4',
      '--name',
      cluster.name,
      '--json',
      '--out',
      folder,
    ]);
    const { verdict } = resultOf(ended);
    const { engine } = await readManifest(folder);
    expect([engine.output, ...(engine.furtherOutputs ?? [])]).toEqual(
      [1, 2, 3, 4].map((nth) => `engine-${nth}.csv.gz`),
    );
    expect(engine.end?.kind).toBe('completed');
    expect(verdict.load).toMatchObject({ visitorsAsked: 60, failed: 0 });
    expect(verdict.load.visitorsHeld).toBeGreaterThan(55);
    expect(verdict.load.visitorsHeld).toBeLessThanOrEqual(60.5);

    const read = await Promise.all(
      [1, 2, 3, 4].map((nth) => readAgain(folder, `engine-${nth}.csv.gz`)),
    );
    const again = read.flatMap(({ histograms }) => histograms);
    const records = read.reduce((sum, { summary }) => sum + summary.records, 0);
    const live = await collected(readRecords(folder, runFiles.histograms));
    expect(merged(live)).toEqual(merged(again));
    expect(engine.reading?.records).toBe(records);
    const counted = await collected(readRecords(folder, runFiles.series));
    const requests = counted.reduce((sum, { counters }) => sum + (counters['requests'] ?? 0), 0);
    expect(requests).toBe(again.reduce((sum, { n }) => sum + n, 0));
    expect(counted.map(({ t }) => t)).toEqual(counted.map(({ t }) => t).toSorted((a, b) => a - b));
    const keys = (await collected(readRecords(folder, runFiles.bookings))).flatMap((fact) =>
      fact.kind === 'attempt' ? [fact.key] : [],
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('shares connections out among the nodes', async () => {
    const { parts } = await cluster.state();
    const nodes = parts.filter(({ kind }) => kind === 'load-balancer');
    expect(nodes.map(({ name, health }) => `${name} ${health}`)).toEqual([
      'load-balancer-1 healthy',
      'load-balancer-2 healthy',
    ]);
    expect(new Set(nodes.map(({ address }) => address)).size).toBe(1);
  });

  it('all end when one of them is killed, and the run does not pass', async () => {
    const folder = join(cluster.folder, 'killed');
    const args = [...load, '60s', '--generators', '2', '--name', cluster.name];
    const run = startRun(args, folder);
    await run.underLoad();
    const [victim] = generatorsOf(folder);
    process.kill(Number.parseInt(victim ?? '', 10), 'SIGKILL');
    const ended = await run.ended;
    const { verdict } = resultOf(ended);
    expect(ended.status).not.toBe(0);
    expect(verdict.outcome).not.toBe('pass');
    expect(verdict.findings.map(({ summary }) => summary)).toContain(
      'k6 was killed by a signal that the run did not send.',
    );
    expect(await generatorsLeft(folder)).toEqual([]);
  });

  it('are refused before anything starts when visitors are more than the target takes', async () => {
    const ended = await bilancia([
      'run',
      'steady',
      '--visitors',
      '28001',
      '--name',
      cluster.name,
      '--out',
      join(cluster.folder, 'none'),
    ]);
    expect(ended).toMatchObject({ status: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^28001 visitors are too many: .* Ask for \d+ at most.*\.\n$/);
  });
});
