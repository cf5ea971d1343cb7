import { join } from 'node:path';
import { runFiles } from '../../core/run-folder/files/index.ts';
import { collected } from '../../core/collected.ts';
import { isJudged, plannedSeconds } from '../../core/run-folder/manifest/phase.ts';
import { outputsOf } from '../../core/run-folder/manifest/engine.ts';
import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import { readNdjsonBatches } from '../../core/run-folder/ndjson.ts';
import { readDrill } from './drill.ts';
import { readAccessLog } from './access-log.ts';
import { readClientFacts } from './client-facts.ts';
import { taskSampleOf, taskShape } from './container-events.ts';
import type { Evidence } from './evidence.ts';
import { failureTotals } from './failure-totals.ts';
import { type FileState, fileStates } from './file-state.ts';
import { hostTotals } from './host-totals.ts';
import { readHealth } from './generator-health.ts';
import { readInvariantChecks } from './invariant-checks.ts';
import { judgedPeriods, loadStart, phaseBorders, phasePeriods } from './period.ts';
import { readerSampleOf, readerShape } from './reader-load.ts';
import { addToTable, emptyTable, labelOf } from './request-table.ts';
import { readSamples } from './samples.ts';
import { readScriptSummary } from './script-summary.ts';
import { readSeries, type Series } from './series.ts';
import { readTrends } from './trends.ts';

/** A declared file of records. */
interface RecordFile<T> {
  readonly name: string;
  readonly parse: (value: unknown) => T;
}

/** Runs up to this many seconds are drawn second by second. */
const fineSeconds = 900;

/**
 * Reads a run folder. Files that are missing or cut short, as after a crash, count as having what they have.
 * @param slideSeconds what longer runs are divided into: the step of the objectives' windows
 * Lines that cannot be read, as a disk leaves them that was full for a while, are left out and counted.
 * @throws unreadable-file when the manifest cannot be used
 */
export async function readEvidence(folder: string, slideSeconds: number): Promise<Evidence> {
  const manifest = await readManifest(folder);
  const names = Object.values(runFiles).map(({ name }) => name);
  const files = await fileStates(folder, [...outputsOf(manifest.engine), ...names]);
  const read = <T extends object>(file: RecordFile<T>): AsyncGenerator<T[]> =>
    watched(folder, { ...file, parse: withinRun(manifest, file.parse) }, files.of(file));
  const accessLog = files.of(runFiles.accessLog);

  const series = await readSeries(read(runFiles.series));
  const start = loadStart(manifest, series.firstSecond);
  const isLong = lengthOf(manifest, series) > fineSeconds;
  const requests = emptyTable(...slotsFor(manifest, start, isLong ? slideSeconds : 1));
  for await (const lines of read(runFiles.histograms))
    for (const line of lines) addToTable(requests, line);
  const { trends, parts } = await readTrends(read(runFiles.trends), requests);
  const lastSecond = Math.max(series.lastSecond ?? -Infinity, requests.lastSecond ?? -Infinity);
  const phases = phasePeriods(
    manifest,
    start,
    Number.isFinite(lastSecond) ? lastSecond : undefined,
  );
  const judged = judgedPeriods(phases);
  return {
    manifest,
    loadStart: start,
    phases,
    judged,
    requests,
    trends,
    parts,
    script: await readScriptSummary(folder, files.of(runFiles.scriptSummary)),
    series,
    failures: await failureTotals(read(runFiles.failures), (line) => labelOf(requests, line)),
    hosts: await hostTotals(read(runFiles.hosts), judged),
    connections:
      files.of(runFiles.connections).bytes === undefined
        ? undefined
        : (await collected(read(runFiles.connections))).flat().map(({ remote }) => remote),
    facts: await readClientFacts(read(runFiles.bookings)),
    invariants: await readInvariantChecks(read(runFiles.invariants)),
    databaseBookings:
      files.of(runFiles.databaseBookings).bytes === undefined
        ? undefined
        : (await collected(read(runFiles.databaseBookings))).flat(),
    health: await readHealth(read(runFiles.generatorHealth)),
    readers: await readSamples(read(runFiles.readers), readerShape, readerSampleOf),
    tasks: await readSamples(read(runFiles.containerEvents), taskShape, taskSampleOf),
    drill: await readDrill(folder),
    topology: (await collected(read(runFiles.topology))).flat(),
    ...(await readAccessLog(folder, requests.origin, requests.slotSeconds, {
      onLine: (second) => {
        accessLog.records = (accessLog.records ?? 0) + 1;
        accessLog.seconds.add(second);
      },
      onTruncated: () => {
        accessLog.cut = true;
      },
    })),
    files,
  };
}

/** The records of a file in batches, noting on the way when there were some. */
async function* watched<T extends object>(
  folder: string,
  file: RecordFile<T>,
  state: FileState,
): AsyncGenerator<T[]> {
  state.records = 0;
  const onTruncated = (): void => {
    state.cut = true;
  };
  const onUnreadable = (line: number, reason: string): void => {
    state.unreadable += 1;
    state.firstUnreadable ??= { line, reason };
  };
  const path = join(folder, file.name);
  for await (const batch of readNdjsonBatches(path, file.parse, { onTruncated, onUnreadable })) {
    state.records += batch.length;
    for (const record of batch) {
      const second = secondOf(record);
      if (second !== undefined) state.seconds.add(second);
    }
    yield batch;
  }
}

/** Seconds by which clocks may be off, or a record be late. */
const slackSeconds = 3600;
/** How long a run may have lasted that never ended. */
const longestSeconds = 366 * 24 * 3600;

/** Refuses records of the load that tell of another time: figures by the second would fill all that lies between. */
function withinRun<T extends object>(
  { startedAt, endedAt }: Manifest,
  parse: (value: unknown) => T,
): (value: unknown) => T {
  const start = Date.parse(startedAt) / 1000;
  const end = endedAt === undefined ? start + longestSeconds : Date.parse(endedAt) / 1000;
  return (value) => {
    const record = parse(value);
    if (!('t' in record)) return record;
    const second = Number(record.t);
    if (second >= start - slackSeconds && second <= end + slackSeconds) return record;
    throw new TypeError(`t: ${second} is not within the run`);
  };
}

/** When a record was made: our own say seconds as `t` and milliseconds as `at`, the foreign ones as their owners do. */
function secondOf(record: object): number | undefined {
  if ('t' in record) return Number(record.t);
  const ms =
    'at' in record
      ? record.at
      : 'Timestamp' in record
        ? record.Timestamp
        : 'timestamp' in record
          ? record.timestamp
          : undefined;
  return ms === undefined ? undefined : Math.floor(Number(ms) / 1000);
}

/**
 * Where slots begin and how long they are: every judged phase begins and ends with one, so that none has seconds of
 * another. Where longer slots do not fit, they are of a second.
 */
function slotsFor(
  manifest: Manifest,
  start: number,
  wantedSeconds: number,
): [origin: number, slotSeconds: number] {
  if (manifest.model === 'foreign') return [Math.ceil(start), wantedSeconds];
  const borders = phaseBorders(manifest, start)
    .filter((_, index) => manifest.phases.slice(index, index + 1).some(isJudged))
    .flatMap(({ from, to }) => [from, to].filter(Number.isFinite));
  const origin = borders[0] ?? Math.ceil(start);
  const fits = borders.every((border) => (border - origin) % wantedSeconds === 0);
  return [origin, fits ? wantedSeconds : 1];
}

/** Seconds that the run lasted or should have, whatever is more. */
function lengthOf({ phases }: Manifest, { firstSecond = 0, lastSecond = 0 }: Series): number {
  return Math.max(lastSecond - firstSecond, plannedSeconds(phases));
}
