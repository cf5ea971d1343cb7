import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runFiles } from '../../../core/run-folder/files/index.ts';
import {
  type Histogram,
  add,
  addLine,
  emptyHistogram,
} from '../../../core/statistics/histogram.ts';
import { parseHistogramLine } from '../../../core/statistics/histogram-line.ts';
import { openRecorder } from '../../artillery/recorder.ts';
import type { Measured } from '../../artillery/sink.ts';
import type { EngineSink } from '../../engine.ts';
import { silentSink } from '../../testing/silent-sink.ts';
import { followLines } from './follow.ts';
import { type Recorded, recordOutput } from './record.ts';
import { type LineOfSecond, seconds } from './seconds.ts';

const over = AbortSignal.abort();

/** What a sink is told, as text without order: lines of different seconds may come in any. */
function keeping(): { readonly sink: EngineSink; readonly told: Map<string, unknown[]> } {
  const told = new Map<string, unknown[]>();
  const keep =
    (kind: string) =>
    (line: unknown): void => {
      told.set(kind, [...(told.get(kind) ?? []), line]);
    };
  const sink: EngineSink = {
    ...silentSink,
    histogram: keep('histogram'),
    trend: keep('trend'),
    series: keep('series'),
    failure: keep('failure'),
    host: keep('host'),
    fact: (json) => Promise.resolve(keep('fact')(json)),
    stray: keep('stray'),
  };
  return { sink, told };
}

describe('what workers write', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bilancia-artillery-'));
    path = join(folder, 'engine.ndjson');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const read = async (sink: EngineSink): Promise<Recorded> =>
    recordOutput(followLines(path, over), sink);
  const failing = (error: unknown): never => {
    throw new Error('it cannot be written', { cause: error });
  };
  const measured = (more: Partial<Measured> = {}): Measured => ({
    name: 'home',
    outcome: 'ok',
    micros: 1000,
    status: 200,
    host: '127.0.0.1:80',
    address: '127.0.0.1',
    ...more,
  });

  it('is read as one worker would have written it, to the last bucket', async () => {
    const workers = [1, 2, 3].map(() => openRecorder(path, failing));
    const expected = new Map<string, Histogram>();
    for (let nth = 0; nth < 3000; nth += 1) {
      const one = measured({
        name: ['home', 'book', '__proto__'][nth % 3] ?? '',
        ...(nth % 5 === 0 ? {} : { tenant: ['riviera', 'constructor'][nth % 2] ?? '' }),
        outcome: nth % 7 === 0 ? 'failed' : 'ok',
        micros: (nth * 7919) % 90_000,
        ...(nth % 7 === 0 ? { status: 0, failure: { reason: 'no response', error: '' } } : {}),
      });
      workers[nth % 3]?.request(one);
      const key = `${one.name} ${one.outcome} ${one.tenant}`;
      const histogram = expected.get(key) ?? emptyHistogram();
      expected.set(key, histogram);
      add(histogram, one.micros);
    }
    for (const worker of workers) worker.close();
    const { sink, told } = keeping();
    const { reading, begun } = await read(sink);
    expect(begun).toBe(true);
    expect(reading).toMatchObject({ malformed: 0, truncated: false });
    expect(reading.records).toBeGreaterThanOrEqual(3000);
    const got = new Map<string, Histogram>();
    for (const line of (told.get('histogram') ?? []).map(parseHistogramLine)) {
      const key = `${line.name} ${line.outcome} ${line.tenant}`;
      const histogram = got.get(key) ?? emptyHistogram();
      got.set(key, histogram);
      addLine(histogram, line);
    }
    expect(got).toEqual(expected);
    const total = (file: 'hosts' | 'failures', kind: string): number =>
      (told.get(kind) ?? [])
        .map((line) => runFiles[file].parse(line).n)
        .reduce((sum, n) => sum + n, 0);
    expect([total('hosts', 'host'), total('failures', 'failure')]).toEqual([3000, 429]);
  });

  it('tells facts and exceptions at once, whatever becomes of the worker', async () => {
    const recorder = openRecorder(path, failing);
    const fact = { kind: 'isolation', at: 1, tenant: 'riviera', checked: 2, foreign: [] } as const;
    recorder.tell({ kind: 'fact', fact });
    recorder.tell({ kind: 'exception', message: 'one' });
    recorder.tell({ kind: 'exception', message: 'two' });
    const { sink, told } = keeping();
    expect((await read(sink)).exceptions).toEqual({ count: 2, first: 'one' });
    expect(told.get('fact')).toEqual([
      JSON.stringify({ at: 1, tenant: 'riviera', kind: 'isolation', checked: 2, foreign: [] }),
    ]);
    recorder.close();
  });

  it('is read up to a line that was cut, and around those that are none', async () => {
    const recorder = openRecorder(path, failing);
    recorder.request(measured());
    recorder.close();
    await appendFile(
      path,
      '{"kind":"other"}\nno json\n{"kind":"series","t":1}\n{"kind":"requests","t":',
    );
    const { reading } = await read(silentSink);
    expect(reading).toMatchObject({ malformed: 3, truncated: true });
    expect(reading.firstMalformed?.reason).toBe('kind: "other" is none of ours');
  });

  it('is nothing where no worker ever wrote', async () => {
    expect(await read(silentSink)).toMatchObject({ reading: { records: 0 }, begun: false });
  });

  it('is followed while it grows, and to the end once its writer is gone', async () => {
    const gone = new AbortController();
    const lines: string[] = [];
    const following = (async () => {
      for await (const { line, isCut } of followLines(path, gone.signal))
        lines.push(isCut ? `${line}...` : line);
    })();
    await appendFile(path, 'one\ntw');
    await expect.poll(() => lines, { timeout: 30_000 }).toEqual(['one']);
    await appendFile(path, 'o\nthree\nfo');
    gone.abort();
    await following;
    expect(lines).toEqual(['one', 'two', 'three', 'fo...']);
    expect(await readFile(path, 'utf8')).toContain('fo');
  });
});

const seriesOf = fc.record({
  kind: fc.constant('series' as const),
  w: fc.integer({ min: 0, max: 3 }),
  t: fc.integer({ min: 0, max: 20 }),
  counters: fc.dictionary(fc.constantFrom('a', 'b'), fc.integer({ min: 0, max: 9 }), {
    noNullPrototype: true,
  }),
  gauges: fc.constant({}),
});

test.prop([fc.array(seriesOf, { maxLength: 60 })])(
  'seconds of workers add up to what they were told, in whatever order they come',
  (lines) => {
    const counted: Record<string, number> = {};
    const collected = seconds({
      ...silentSink,
      series: ({ counters }) => {
        for (const [name, n] of Object.entries(counters)) counted[name] = (counted[name] ?? 0) + n;
      },
    });
    const expected: Record<string, number> = {};
    for (const line of lines satisfies LineOfSecond[]) {
      collected.add(line);
      for (const [name, n] of Object.entries(line.counters))
        expected[name] = (expected[name] ?? 0) + n;
    }
    collected.close();
    expect(counted).toEqual(expected);
  },
);
