import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { add, emptyHistogram, toLine } from '../statistics/histogram.ts';
import { runFile } from './path.ts';
import { collected as all } from '../collected.ts';
import { mergeInto } from '../statistics/merge-into.ts';
import { openNdjson } from './ndjson.ts';
import { runFiles } from './files/index.ts';
import { readManifest } from './read-manifest.ts';
import { readRecords } from './read-records.ts';
import { testManifest } from './testing/manifest.ts';
import type { HistogramLine, RequestOutcome } from '../statistics/histogram-line.ts';
import { writeManifest } from './write-manifest.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilancia-run-'));
});
afterEach(() => rm(folder, { recursive: true }));

const manifest = testManifest();

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

describe('the manifest', () => {
  test('is read as it was written last', async () => {
    await writeManifest(folder, manifest);
    const ended = { ...manifest, endedAt: '2026-08-01T10:01:00.000Z' };
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

  test('of another version is refused as that', async () => {
    const path = runFile(folder, 'manifest');
    await writeFile(path, JSON.stringify({ ...manifest, schemaVersion: 1 }));
    await expect(readManifest(folder)).rejects.toThrow(
      `Manifest ${path} cannot be used: it is of version 1, and this Bilancia reads version 3. Expected the run.json of a run folder.`,
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
  test('are read as they were written', async () => {
    const lines = [
      line(10, 'book', 'ok', [1000, 2000]),
      line(11, 'book', 'failed', [9000]),
      line(10, 'book', 'ok', [0]),
    ];
    const file = await openNdjson(runFile(folder, 'histograms'));
    for (const one of lines) file.write(one);
    await file.close();
    expect(await all(readRecords(folder, runFiles.histograms))).toEqual(lines);
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
    await expect(all(readRecords(folder, runFiles.histograms))).rejects.toThrow(
      'line 1: not a histogram line {t, name, outcome, n, sum, min, max, b}. Expected one JSON record a line.',
    );
  });

  test('on a full disk are a known error', async () => {
    await symlink('/dev/full', runFile(folder, 'series'));
    const file = await openNdjson(runFile(folder, 'series'));
    file.write({ t: 1, counters: {}, gauges: {} });
    await expect(file.close()).rejects.toThrow(/^The disk that holds .*series\.ndjson is full\./);
  });
});

test('a client fact that is not one is refused with its key', async () => {
  await writeFile(
    runFile(folder, 'bookings'),
    '{"kind":"isolation","at":1,"tenant":"riviera","checked":"2","foreign":[]}\n',
  );
  await expect(all(readRecords(folder, runFiles.bookings))).rejects.toThrow(
    'line 1: checked: Invalid input: expected number, received string.',
  );
});
