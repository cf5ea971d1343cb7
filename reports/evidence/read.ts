import { access } from 'node:fs/promises';
import { type RunFile, runFile, runFiles } from '../../core/run-folder/layout.ts';
import { readHistogramLines } from '../../core/run-folder/read-histograms.ts';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import type { ReadOptions } from '../../core/run-folder/ndjson.ts';
import type { Manifest } from '../../core/run-folder/manifest.ts';
import * as records from '../../core/run-folder/read-records.ts';
import { readAccessLog } from './access-log.ts';
import { readTaskSamples } from './container-events.ts';
import type { Evidence } from './evidence.ts';
import { holdOf, loadStart } from './period.ts';
import { type RequestTable, addToTable, emptyTable } from './request-table.ts';

/** Runs up to this many seconds are drawn second by second. */
const fineSeconds = 900;

/**
 * Reads a run folder. Files that are missing or cut short, as after a crash, count as having what they have.
 * @param slideSeconds what longer runs are divided into: the step of the objectives' windows
 * @throws unreadable-file when the manifest cannot be used, or naming file and line of a record that is none
 */
export async function readEvidence(folder: string, slideSeconds: number): Promise<Evidence> {
  const manifest = await readManifest(folder);
  const cut: string[] = [];
  const watch = (file: RunFile): ReadOptions => ({ onTruncated: () => cut.push(runFiles[file]) });

  const series = await collect(records.readSeries(folder, watch('series')));
  series.sort((a, b) => a.t - b.t);
  const start = loadStart(manifest, series[0]?.t);
  const slotSeconds = secondsPlanned(manifest, series) <= fineSeconds ? 1 : slideSeconds;
  const requests = emptyTable(Math.ceil(start + manifest.rampSeconds), slotSeconds);
  await fill(requests, folder, watch('histograms'));
  const lastSecond = Math.max(series.at(-1)?.t ?? -Infinity, requests.lastSecond ?? -Infinity);

  return {
    manifest,
    loadStart: start,
    hold: holdOf(manifest, start, Number.isFinite(lastSecond) ? lastSecond : undefined),
    requests,
    series,
    facts: await collect(records.readClientFacts(folder, watch('bookings'))),
    invariants: await collect(records.readInvariantChecks(folder, watch('invariants'))),
    databaseBookings: (await exists(runFile(folder, 'databaseBookings')))
      ? await collect(records.readDatabaseBookings(folder, watch('databaseBookings')))
      : undefined,
    health: await collect(records.readGeneratorHealth(folder, watch('generatorHealth'))),
    readers: await collect(records.readReaderSamples(folder, watch('readers'))),
    tasks: await readTaskSamples(folder, watch('containerEvents')),
    ...(await readAccessLog(folder, requests.origin, slotSeconds)),
    cut,
  };
}

async function collect<T>(records: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const record of records) all.push(record);
  return all;
}

async function fill(table: RequestTable, folder: string, options: ReadOptions): Promise<void> {
  for await (const line of readHistogramLines(folder, options)) addToTable(table, line);
}

function secondsPlanned(manifest: Manifest, series: readonly { t: number }[]): number {
  const seen = (series.at(-1)?.t ?? 0) - (series[0]?.t ?? 0);
  return Math.max(seen, manifest.rampSeconds + manifest.holdSeconds);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
