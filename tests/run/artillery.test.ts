// @module-tag needs/cluster
// @module-tag needs/k6
// @module-tag needs/artillery
import { execFile } from 'node:child_process';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collected } from '../../core/collected.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import { readRecords } from '../../core/run-folder/read-records.ts';
import { addLine, emptyHistogram } from '../../core/statistics/histogram.ts';
import type { HistogramLine } from '../../core/statistics/histogram-line.ts';
import { parseOutputLine } from '../../scenarios/engines/artillery/parse-line.ts';
import { processesNaming } from '../../system-under-test/cluster/testing/leftovers.ts';
import { until } from '../../system-under-test/cluster/until.ts';
import { merged } from './read-again.ts';
import { startRun } from './start-run.ts';
import { outcomeWithoutMachine, resultOf, runUntilValid, upSmall } from './test-cluster.ts';
import type { TestCluster } from './test-cluster.ts';

/** What a machine that other tests use as well can keep. */
const lenient = `
objectives:
  - { name: all, requests: ['*'], together: true, p95: 2000, errorRate: 0.001 }
`;
const load = ['--engine', 'artillery', '--visitors', '40', '--ramp', '1s', '--duration'];

/** Artilleries that play into a run folder, as `PID command`. */
function generatorsOf(folder: string): string[] {
  return processesNaming(folder).filter((found) => found.includes('artillery/bin/run'));
}

async function generatorsLeft(folder: string): Promise<string[]> {
  await until(() => generatorsOf(folder).length === 0, { withinMs: 5000 });
  return generatorsOf(folder);
}

/** Reads what workers wrote once more: one pass over all of it. */
async function readAgain(folder: string, outputs: readonly string[]): Promise<HistogramLine[]> {
  const texts = await Promise.all(outputs.map((name) => readFile(join(folder, name), 'utf8')));
  return texts
    .join('')
    .trim()
    .split('\n')
    .map(parseOutputLine)
    .filter((line) => line.kind === 'requests');
}

describe('Artillery', () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await upSmall('artillery');
  });
  afterAll(() => cluster.down());

  it('plays our visitors in two processes as k6 would: every invariant, every booking, to the last bucket', async () => {
    const slo = join(cluster.folder, 'slo.yml');
    await writeFile(slo, lenient);
    const asked = ['smoke', ...load, '5s', '--generators', '2', '--slo', slo];
    const ended = await runUntilValid(cluster, asked);
    const { folder, verdict } = resultOf(ended);
    expect(ended.stderr).toBe('');
    expect(verdict.load).toMatchObject({ visitorsAsked: 40, failed: 0, droppedIterations: 0 });
    expect(verdict.load.visitorsHeld).toBeGreaterThan(38);
    expect(verdict.load.visitorsHeld).toBeLessThanOrEqual(40.5);
    expect(verdict.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
    expect(verdict.findings.filter(({ severity }) => severity === 'missed')).toEqual([]);

    const { engine } = await readManifest(folder);
    const outputs = ['engine-1.ndjson', 'engine-2.ndjson'];
    expect(engine).toMatchObject({
      name: 'artillery',
      output: outputs[0],
      furtherOutputs: outputs.slice(1),
      end: { kind: 'completed', detail: 'Artillery played to its end.' },
      reading: { malformed: 0, truncated: false },
    });
    const live = await collected(readRecords(folder, runFiles.histograms));
    const again = await readAgain(folder, outputs);
    expect(merged(live)).toEqual(merged(again));
    const whole = emptyHistogram();
    for (const line of again) addLine(whole, line);
    const counted = await collected(readRecords(folder, runFiles.series));
    expect(counted.reduce((sum, { counters }) => sum + (counters['requests'] ?? 0), 0)).toBe(
      whole.n,
    );

    const facts = await collected(readRecords(folder, runFiles.bookings));
    const keys = facts.flatMap((fact) => (fact.kind === 'attempt' ? [fact.key] : []));
    expect(new Set(keys).size).toBe(keys.length);
    const acknowledged = facts.flatMap((fact) =>
      fact.kind === 'outcome' && fact.outcome === 'acknowledged' ? [String(fact.bookingId)] : [],
    );
    const held = await collected(readRecords(folder, runFiles.databaseBookings));
    expect(held.map(({ bookingId }) => bookingId).toSorted()).toEqual(acknowledged.toSorted());
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(await readFile(runFile(folder, 'artilleryScript'), 'utf8')).toContain('come: hurried');
  });

  it('drops nobody on an opening day, and drives the crowd to the same moment', async () => {
    const opening = ['summer-opening', ...load, '6s', '--name', cluster.name];
    const ended = await startRun(opening, join(cluster.folder, 'opening')).ended;
    const { folder, verdict } = resultOf(ended);
    expect(verdict.load).toMatchObject({ failed: 0, droppedIterations: 0 });
    const counted = await collected(readRecords(folder, runFiles.series));
    const started = counted.reduce(
      (sum, { counters }) => sum + (counters['visitors_started'] ?? 0),
      0,
    );
    // A crowd of 4, and arrivals at 95 a minute for 6 s.
    expect(started).toBe(4 + 9);
  });

  it('loses nothing of a run that is interrupted, and leaves nobody behind', async () => {
    const folder = join(cluster.folder, 'interrupted');
    const run = startRun(['smoke', ...load, '60s', '--name', cluster.name], folder);
    await run.underLoad();
    run.kill('SIGINT');
    const { verdict } = resultOf(await run.ended);
    expect(verdict.outcome).not.toBe('pass');
    const { engine, endedEarly } = await readManifest(folder);
    expect(endedEarly).toBe('It was interrupted.');
    expect(engine.end).toEqual({
      kind: 'interrupted',
      detail: 'Artillery was interrupted (exit status 130).',
    });
    expect(engine.reading).toMatchObject({ malformed: 0, truncated: false });
    expect(await generatorsLeft(folder)).toEqual([]);
  });

  it('that is killed half-way is judged on what it wrote, and never passes', async () => {
    const folder = join(cluster.folder, 'killed');
    const run = startRun(
      ['smoke', ...load, '60s', '--generators', '2', '--name', cluster.name],
      folder,
    );
    await run.underLoad();
    const [victim] = generatorsOf(folder);
    process.kill(Number.parseInt(victim ?? '', 10), 'SIGKILL');
    const { verdict } = resultOf(await run.ended);
    expect(outcomeWithoutMachine(verdict)).not.toBe('pass');
    expect(verdict.findings.map(({ summary }) => summary)).toContain(
      'Artillery was killed by a signal that the run did not send.',
    );
    expect(await generatorsLeft(folder)).toEqual([]);
  });

  it(
    'ends when its disk is full, and keeps what was written',
    { tags: ['needs/mount'] },
    async () => {
      const disk = join(cluster.folder, 'disk');
      await mkdir(disk);
      await promisify(execFile)('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]);
      try {
        const folder = join(disk, 'run');
        const { status, stderr } = await startRun(
          ['smoke', ...load, '60s', '--name', cluster.name],
          folder,
        ).ended;
        expect(stderr).toMatch(
          /^The disk that holds \/\S+\/disk\/run\/\S+ is full\. What was written so far is kept; make room and run again\.\n$/,
        );
        expect(status).toBe(2);
        expect(await generatorsLeft(folder)).toEqual([]);
        expect(await readdir(folder)).toContain('run.json');
      } finally {
        await promisify(execFile)('umount', [disk]);
      }
    },
  );
});
