import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeK6LikeFile } from '../../../../bench/k6-like-file.ts';
import type { HistogramLine } from '../../../../core/statistics/histogram-line.ts';
import { createCsvReader } from './reader.ts';
import { type SourceSummary, readCsvFile, readCsvStream } from './source.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilancia-csv-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(path: string): Promise<{ lines: HistogramLine[]; summary: SourceSummary }> {
  const lines: HistogramLine[] = [];
  const summary = await readCsvFile(path, {
    sink: {
      histogram: (line) => lines.push(line),
      trend: () => undefined,
      series: () => undefined,
      failure: () => undefined,
      host: () => undefined,
    },
  });
  return { lines, summary };
}
const requestsIn = (lines: readonly HistogramLine[]): number =>
  lines.reduce((sum, { n }) => sum + n, 0);

test('plain and gzip files are read alike, whatever their names', async () => {
  const points = await writeK6LikeFile(join(folder, 'plain'), 60_000);
  await writeK6LikeFile(join(folder, 'packed.gz'), 60_000);
  const plain = await read(join(folder, 'plain'));
  const packed = await read(join(folder, 'packed.gz'));
  expect(plain.summary).toMatchObject({ records: points, malformed: 0, truncated: false });
  expect(packed).toEqual(plain);
});

test('a gzip file that was cut short is used up to the cut', async () => {
  const text = `metric_name,timestamp,metric_value,name,status\n${'http_req_duration,1795377761,1.5,a,200\n'.repeat(5000)}`;
  const whole = gzipSync(text, { level: 0 });
  const path = join(folder, 'cut.gz');
  await writeFile(path, whole.subarray(0, whole.length / 2));
  const { lines, summary } = await read(path);
  expect(requestsIn(lines)).toBeGreaterThan(2480);
  expect(summary).toMatchObject({ truncated: true, malformed: 0 });
  expect(summary).not.toHaveProperty('damaged');
});

test('a gzip file that is damaged is used up to the damage, which is told', async () => {
  const text = `metric_name,timestamp,metric_value,name,status\n${'http_req_duration,1795377761,1.5,a,200\n'.repeat(40_000)}`;
  const bytes = gzipSync(text, { level: 0 });
  bytes.fill(0xff, bytes.length - 400_000, bytes.length - 300_000);
  const path = join(folder, 'damaged.gz');
  await writeFile(path, bytes);
  const { lines, summary } = await read(path);
  expect(requestsIn(lines)).toBeGreaterThan(20_000);
  expect(summary.damaged).toMatch(/^invalid /);
});

test('an empty file has nothing in it', async () => {
  await writeFile(join(folder, 'empty'), '');
  const { lines, summary } = await read(join(folder, 'empty'));
  expect(lines).toEqual([]);
  expect(summary).toEqual({
    records: 0,
    malformed: 0,
    truncated: false,
  });
});

test('a pipe is read as it comes, packed or not', async () => {
  const text = `metric_name,timestamp,metric_value,name,status\n${'http_req_duration,1795377761,1.5,a,200\n'.repeat(20)}`;
  for (const bytes of [Buffer.from(text), gzipSync(text)]) {
    const lines: HistogramLine[] = [];
    const reader = createCsvReader({
      sink: {
        histogram: (line) => lines.push(line),
        trend: () => undefined,
        series: () => undefined,
        failure: () => undefined,
        host: () => undefined,
      },
    });
    const pipe = async function* (): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < bytes.length; at += 1) yield bytes.subarray(at, at + 1);
    };
    expect(await readCsvStream(pipe(), reader)).toMatchObject({ records: 20, truncated: false });
    expect(requestsIn(lines)).toBe(20);
  }
});

test('a file that is not there, or is a folder, is a known error', async () => {
  const path = join(folder, 'none.csv');
  await expect(read(path)).rejects.toThrow(
    `Engine output ${path} cannot be used: there is no such file. Expected a CSV file as k6 writes it with --out csv.`,
  );
  await expect(read(folder)).rejects.toThrow(`Engine output ${folder} cannot be used: EISDIR`);
});
