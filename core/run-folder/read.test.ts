import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { add, emptyHistogram, toLine } from '../statistics/histogram.ts';
import { runFile } from './layout.ts';
import type { Manifest } from './manifest.ts';
import { mergeBy, mergeInto, readHistogramLines } from './read-histograms.ts';
import { readManifest } from './read-manifest.ts';
import { readClientFacts, readSeries } from './read-records.ts';
import type { HistogramLine, RequestOutcome } from './records.ts';
import { openRunLines } from './write-lines.ts';
import { writeManifest } from './write-manifest.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilancia-run-'));
});
afterEach(() => rm(folder, { recursive: true }));

const manifest: Manifest = {
  schemaVersion: 1,
  id: 'run-1',
  target: {
    name: 'local',
    kind: 'local',
    baseUrl: 'http://127.0.0.1:8080',
    tenants: ['riviera'],
    database: true,
    parts: {},
  },
  scenario: 'steady',
  model: 'closed',
  visitorsAsked: 10,
  rampSeconds: 1,
  holdSeconds: 10,
  seed: 1,
  engine: { name: 'k6', version: '2.2.0', extensions: [] },
  bilanciaVersion: '0.1.0',
  machine: { cores: 2, memoryBytes: 1, platform: 'linux', node: '26.10.0', openFilesLimit: 20_000 },
  startedAt: '2026-08-01T10:00:00.000Z',
};

function line(
  t: number,
  name: string,
  outcome: RequestOutcome,
  values: readonly number[],
): HistogramLine {
  const histogram = emptyHistogram();
  for (const value of values) add(histogram, value);
  return toLine(histogram, { t, name, outcome });
}

async function all<T>(records: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const record of records) list.push(record);
  return list;
}

describe('the manifest', () => {
  test('is read as it was written last', async () => {
    await writeManifest(folder, manifest);
    const ended = { ...manifest, endedAt: '2026-08-01T10:01:00.000Z', engineExit: 0 };
    await writeManifest(folder, ended);
    expect(await readManifest(folder)).toEqual(ended);
    expect(await readdir(folder)).toEqual(['run.json']);
  });

  test('that is wrong is refused with the key that is', async () => {
    const path = runFile(folder, 'manifest');
    await writeFile(
      path,
      JSON.stringify({ ...manifest, target: { ...manifest.target, tenants: 'riviera' } }),
    );
    await expect(readManifest(folder)).rejects.toThrow(
      `Manifest ${path} cannot be used: target.tenants: Invalid input: expected array, received string. Expected the run.json of a run folder.`,
    );
  });

  test('that is missing is a known error', async () => {
    await expect(readManifest(folder)).rejects.toThrow(
      'run.json cannot be used: there is no such file.',
    );
  });

  test('that cannot be written leaves no draft behind', async () => {
    await expect(writeManifest(join(folder, 'none'), manifest)).rejects.toThrow(
      'cannot be used: ENOENT',
    );
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('histogram lines', () => {
  test('are written, read and merged by any key', async () => {
    const lines = await openRunLines(folder);
    lines.histogram(line(10, 'book', 'ok', [1000, 2000]));
    lines.histogram(line(11, 'book', 'failed', [9000]));
    lines.histogram(line(10, 'book', 'ok', [0]));
    lines.series({ t: 10, counters: { http_reqs: 3 }, gauges: { vus: 1 } });
    await lines.flush();
    await lines.close();
    const byName = await mergeBy(
      readHistogramLines(folder),
      ({ name, outcome }) => `${name} ${outcome}`,
    );
    expect([...byName].map(([key, { n, sum }]) => [key, n, sum])).toEqual([
      ['book ok', 3, 3000],
      ['book failed', 1, 9000],
    ]);
    const held = await mergeBy(readHistogramLines(folder), ({ t }) =>
      t > 10 ? 'hold' : undefined,
    );
    expect([...held.keys()]).toEqual(['hold']);
    expect(await all(readSeries(folder))).toEqual([
      { t: 10, counters: { http_reqs: 3 }, gauges: { vus: 1 } },
    ]);
  });

  test('can be merged by several keys in one pass', () => {
    const byWindow = new Map<number, ReturnType<typeof emptyHistogram>>();
    mergeInto(byWindow, 0, line(1, 'a', 'ok', [5]));
    mergeInto(byWindow, 0, line(2, 'b', 'ok', [7]));
    expect(byWindow.get(0)).toMatchObject({ n: 2, min: 5, max: 7 });
  });

  test.each([
    '{"t":1,"name":"a","outcome":"good","n":1,"sum":1,"min":1,"max":1,"b":[[0,1]]}',
    '{"t":1,"name":"a","outcome":"ok","n":1,"sum":1,"min":1,"max":1,"b":[[0]]}',
    '{"t":1,"name":"a","outcome":"ok","n":-1,"sum":1,"min":1,"max":1,"b":[]}',
    'null',
  ])('such as %s are refused', async (text) => {
    await writeFile(runFile(folder, 'histograms'), `${text}\n`);
    await expect(all(readHistogramLines(folder))).rejects.toThrow(
      'line 1: not a histogram line {t, name, outcome, n, sum, min, max, b}. Expected one JSON record a line.',
    );
  });

  test('on a full disk are a known error', async () => {
    await symlink('/dev/full', runFile(folder, 'series'));
    const lines = await openRunLines(folder);
    lines.series({ t: 1, counters: {}, gauges: {} });
    await expect(lines.close()).rejects.toThrow(/^The disk that holds .*series\.ndjson is full\./);
  });
});

test('a client fact that is not one is refused with its key', async () => {
  await writeFile(
    runFile(folder, 'bookings'),
    '{"kind":"isolation","at":1,"tenant":"riviera","checked":"2","foreign":[]}\n',
  );
  await expect(all(readClientFacts(folder))).rejects.toThrow(
    'line 1: checked: Invalid input: expected number, received string.',
  );
});
