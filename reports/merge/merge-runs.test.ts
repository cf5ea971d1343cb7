import { mkdtemp, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collected } from '../../core/collected.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { readRecords } from '../../core/run-folder/read-records.ts';
import type { HistogramLine } from '../../core/statistics/histogram-line.ts';
import { add, emptyHistogram, toLine } from '../../core/statistics/histogram.ts';
import { judgeRun } from '../report.ts';
import * as faults from '../testing/faults.ts';
import { type SyntheticRun, healthyRun } from '../testing/synthetic-run.ts';
import { temporaryRun } from '../testing/write-run.ts';
import { addHistograms } from './add-up.ts';
import { bySecond } from './by-second.ts';
import { mergeRuns } from './merge-runs.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilancia-merge-'));
});
afterAll(() => rm(folder, { recursive: true }));

let made = 0;
function fresh(): string {
  made += 1;
  return join(folder, `whole-${made}`);
}

/** One of two runs that play a load together. */
function half(seed: number, plant: (run: SyntheticRun) => void = () => {}): SyntheticRun {
  const run = healthyRun({ visitors: 500, seed });
  Object.assign(run.manifest, { id: `run-${seed}`, seed });
  // What is in the database is the same for all who ask, but for the bookings of each.
  const mark = (key: string): string => `${seed}-${key}`;
  run.facts = run.facts.map((fact) => ({
    ...fact,
    ...('key' in fact ? { key: mark(fact.key) } : {}),
    ...('bookingId' in fact && fact.bookingId !== undefined
      ? { bookingId: mark(fact.bookingId) }
      : {}),
  }));
  run.databaseBookings = run.databaseBookings?.map((booking) => ({
    ...booking,
    bookingId: mark(booking.bookingId),
    key: booking.key === null ? null : mark(booking.key),
  }));
  plant(run);
  return run;
}

/** Profiles of ours have no measure of their own. */
const noScripts = () => Promise.reject(new Error('no script was played'));

/** What merging two runs comes to: the verdict on the whole, or the error. */
async function merging(a: SyntheticRun, b: SyntheticRun, out = fresh()) {
  await using first = await temporaryRun(a);
  await using second = await temporaryRun(b);
  await mergeRuns([first.folder, second.folder], out, noScripts);
  return (await judgeRun(out)).verdict;
}

async function refusal(a: SyntheticRun, b: SyntheticRun): Promise<string> {
  const thrown: unknown = await merging(a, b).then(
    () => new Error('nothing was refused'),
    (error: unknown) => error,
  );
  return thrown instanceof Error
    ? thrown.message.replaceAll(/\S*bilancia-report-\w+/g, 'RUN')
    : String(thrown);
}

describe('merged runs', () => {
  it('are judged as one run that saw all of it', async () => {
    const out = fresh();
    const [a, b] = [half(1), half(2)];
    const verdict = await merging(a, b, out);
    expect([verdict.outcome, verdict.reasons]).toEqual(['pass', expect.any(Array)]);
    expect(verdict.load).toMatchObject({ visitorsAsked: 1000, failed: 0 });
    expect(verdict.load.visitorsHeld).toBeCloseTo(1000);
    const all = [...a.histograms, ...b.histograms];
    expect(verdict.load.requests).toBe(all.reduce((sum, { n }) => sum + n, 0));
    const lines = await collected(readRecords(out, runFiles.histograms));
    expect(totals(lines)).toEqual(totals(all));
    expect(lines.map(({ t }) => t)).toEqual(lines.map(({ t }) => t).toSorted((x, y) => x - y));
    const facts = await collected(readRecords(out, runFiles.bookings));
    expect(facts).toHaveLength(a.facts.length + b.facts.length);
  });

  it('fail where one of them sold a night twice', async () => {
    const one = await merging(half(1, faults.doubleSale), half(2));
    const other = await merging(half(1), half(2, faults.doubleSale));
    expect([one.outcome, other.outcome]).toEqual(['fail', 'fail']);
  });

  it('are as invalid as one of them, although the figures of the others hide it', async () => {
    const slow = half(2, (run) => {
      run.health = run.health.map((line) => ({ ...line, schedulingLagMs: 400 }));
    });
    const { outcome, findings } = await merging(half(1), slow);
    expect(outcome).toBe('invalid');
    expect(findings.find(({ rule }) => rule === 'merged-parts')).toEqual({
      rule: 'merged-parts',
      severity: 'invalid',
      summary:
        "Run run-2: Timers on the generator's machine fired 400 ms late (p95), more than 100 ms: the machine was the limit.",
    });
  });

  it('tell of a clock that jumped, and cannot pass', async () => {
    const jumped = half(2, ({ manifest }) => {
      const [ramp, hold] = manifest.phases;
      if (ramp?.endedAt === undefined || hold === undefined) throw new Error('no phases');
      hold.seconds = 40;
    });
    const same = half(1, ({ manifest }) => {
      manifest.phases = structuredClone(jumped.manifest.phases);
    });
    const { outcome, findings } = await merging(same, jumped);
    expect(outcome).toBe('inconclusive');
    expect(findings.map(({ summary }) => summary)).toContain(
      'Run run-2: Its clock jumped: hold lasted 60 s by it, where 40 s were planned.',
    );
  });

  it('of one plan are put on one clock, which is said', async () => {
    const part = (nth: number) => (run: SyntheticRun) => {
      Object.assign(run.manifest, { seed: 7, part: { plan: 'p', nth, of: 2 } });
    };
    const ahead = half(2, (run) => {
      part(2)(run);
      const moved = (moment: string): string => new Date(Date.parse(moment) + 30_000).toISOString();
      const { manifest } = run;
      for (const key of ['startedAt', 'loadStartedAt', 'loadEndedAt', 'endedAt'] as const)
        Object.assign(manifest, { [key]: moved(manifest[key] ?? '') });
      for (const phase of manifest.phases)
        Object.assign(phase, {
          startedAt: moved(phase.startedAt ?? ''),
          endedAt: moved(phase.endedAt ?? ''),
        });
      for (const file of ['histograms', 'trends', 'series', 'hosts'] as const)
        for (const line of run[file]) Object.assign(line, { t: line.t + 30 });
      for (const file of ['facts', 'health'] as const)
        for (const line of run[file]) Object.assign(line, { at: line.at + 30_000 });
    });
    const { load, findings } = await merging(half(1, part(1)), ahead);
    expect(load.judgedSeconds).toBe(60);
    expect(findings.map(({ summary }) => summary)).toContain(
      'Run run-2: Its clock was taken to be 30 s ahead of the others, since all were let go together: its times are moved by that.',
    );
  });

  it.each([
    [
      'the same visitors twice',
      half(1),
      half(1, ({ manifest }) => {
        manifest.id = 'another';
      }),
      'RUN cannot be merged with RUN: both played seed 1, which is the same visitors twice.',
    ],
    ['a run twice', half(1), half(1), 'RUN cannot be merged with RUN: both are run run-1.'],
    [
      'another scenario',
      half(1),
      half(2, ({ manifest }) => {
        manifest.scenario = 'summer-opening';
      }),
      'RUN cannot be merged with RUN: the scenario is summer-opening, not steady.',
    ],
    [
      'other phases',
      half(1),
      healthyRun({ seed: 2, holdSeconds: 30 }),
      'RUN cannot be merged with RUN: the list of phases is ramp ramp 10, hold hold 30, not ramp ramp 10, hold hold 60.',
    ],
    [
      'a part that is missing',
      half(1, ({ manifest }) => {
        Object.assign(manifest, { seed: 7, part: { plan: 'p', nth: 1, of: 3 } });
      }),
      half(2, ({ manifest }) => {
        Object.assign(manifest, { seed: 7, part: { plan: 'p', nth: 3, of: 3 } });
      }),
      'RUN cannot be merged with the other 1 of p: part 2 of 3 is missing.',
    ],
    [
      'runs one after the other',
      half(1),
      half(2, ({ manifest }) => {
        Object.assign(manifest, {
          loadStartedAt: '2026-07-01T09:00:00.000Z',
          loadEndedAt: '2026-07-01T09:01:00.000Z',
        });
      }),
      expect.stringMatching(
        /^RUN cannot be merged with RUN: its load began at 2026-07-01T09:00:00\.000Z, when that of the other had ended at /,
      ),
    ],
  ])('are refused: %s', async (_, a, b, message) => {
    const said = await refusal(a, b);
    const [reason] = said.split(' Merge runs that');
    expect(reason).toEqual(message);
  });

  it('are refused where a file was cut, which names it', async () => {
    await using first = await temporaryRun(half(1));
    await using second = await temporaryRun(half(2));
    await truncate(runFile(second.folder, 'histograms'), 1000);
    await expect(mergeRuns([first.folder, second.folder], fresh(), noScripts)).rejects.toThrow(
      /histograms\.ndjson cannot be used: it has 1000 of the \d+ bytes that it had when its run ended\. Expected all of it\.$/,
    );
  });

  it('keep what each engine wrote', async () => {
    const out = fresh();
    await merging(half(1), half(2), out);
    const manifest = JSON.parse(await readFile(runFile(out, 'manifest'), 'utf8'));
    expect([manifest.engine.output, manifest.engine.furtherOutputs]).toEqual([
      'engine-1.csv.gz',
      ['engine-2.csv.gz'],
    ]);
  });

  const request = fc.record({
    t: fc.integer({ min: 0, max: 5 }),
    name: fc.constantFrom('a', 'b', '__proto__'),
    outcome: fc.constantFrom('ok' as const, 'failed' as const),
    micros: fc.integer({ min: 0, max: 10_000_000 }),
    part: fc.integer({ min: 0, max: 3 }),
  });
  test.prop([fc.array(request)])(
    'have the very histograms of one pass over all requests',
    async (requests) => {
      const one = linesOf(requests);
      const parts = [0, 1, 2, 3].map((nth) => linesOf(requests.filter(({ part }) => part === nth)));
      const merged: HistogramLine[] = [];
      for await (const second of bySecond(parts.map(asynchronously)))
        merged.push(...addHistograms(second));
      expect(merged.toSorted(byKey)).toEqual(one.toSorted(byKey));
    },
  );
});

interface Request {
  readonly t: number;
  readonly name: string;
  readonly outcome: 'ok' | 'failed';
  readonly micros: number;
}

function linesOf(requests: readonly Request[]): HistogramLine[] {
  const groups = Map.groupBy(requests, ({ t, name, outcome }) => `${t} ${name} ${outcome}`);
  return [...groups.values()]
    .map((group) => {
      const histogram = emptyHistogram();
      for (const { micros } of group) add(histogram, micros);
      const { t = 0, name = '', outcome = 'ok' } = group[0] ?? {};
      return toLine(histogram, { t, name, outcome });
    })
    .toSorted((a, b) => a.t - b.t);
}

async function* asynchronously<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

function byKey(a: HistogramLine, b: HistogramLine): number {
  const key = ({ t, name, outcome }: HistogramLine): string => `${t} ${name} ${outcome}`;
  return key(a) < key(b) ? -1 : 1;
}

function totals(lines: readonly HistogramLine[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { t, name, outcome, b, n } of lines) {
    const key = `${t} ${name} ${outcome}`;
    counts.set(`${key} n`, (counts.get(`${key} n`) ?? 0) + n);
    for (const [bucket, count] of b) {
      const at = `${key} ${bucket}`;
      counts.set(at, (counts.get(at) ?? 0) + count);
    }
  }
  return counts;
}
