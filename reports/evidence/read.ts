import { runFiles } from '../../core/run-folder/files/index.ts';
import type { SeriesLine } from '../../core/run-folder/files/series.ts';
import { collected } from '../../core/collected.ts';
import { isJudged, plannedSeconds } from '../../core/run-folder/manifest/phase.ts';
import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import { readRecords } from '../../core/run-folder/read-records.ts';
import { readAccessLog } from './access-log.ts';
import { taskSampleOf } from './container-events.ts';
import type { Evidence } from './evidence.ts';
import { failureTotals } from './failure-totals.ts';
import { type FileState, fileStates } from './file-state.ts';
import { hostTotals } from './host-totals.ts';
import { judgedPeriods, loadStart, phaseBorders, phasePeriods } from './period.ts';
import type { Histogram } from '../../core/statistics/histogram.ts';
import { mergeInto } from '../../core/statistics/merge-into.ts';
import { addToTable, emptyTable, labelOf } from './request-table.ts';
import { readScriptSummary } from './script-summary.ts';

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
  const files = await fileStates(folder, [manifest.engine.output, ...names]);
  const read = <T extends object>(file: RecordFile<T>): AsyncGenerator<T> =>
    watched(folder, file, files.of(file));
  const all = <T extends object>(file: RecordFile<T>): Promise<T[]> => collected(read(file));
  const accessLog = files.of(runFiles.accessLog);

  const series = (await all(runFiles.series)).toSorted((a, b) => a.t - b.t);
  const start = loadStart(manifest, series[0]?.t);
  const isLong = lengthOf(manifest, series) > fineSeconds;
  const requests = emptyTable(...slotsFor(manifest, start, isLong ? slideSeconds : 1));
  for await (const line of read(runFiles.histograms)) addToTable(requests, line);
  const trends = emptyTable(requests.origin, requests.slotSeconds);
  const parts = new Map<string, Map<string, Histogram>>();
  const newPart = (name: string): Map<string, Histogram> => {
    const part = new Map<string, Histogram>();
    parts.set(name, part);
    return part;
  };
  for await (const { of, ...line } of read(runFiles.trends)) {
    addToTable(trends, { ...line, outcome: 'ok' });
    if (of !== undefined) mergeInto(parts.get(line.name) ?? newPart(line.name), of, line);
  }
  const lastSecond = Math.max(series.at(-1)?.t ?? -Infinity, requests.lastSecond ?? -Infinity);
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
    facts: await all(runFiles.bookings),
    invariants: await all(runFiles.invariants),
    databaseBookings:
      files.of(runFiles.databaseBookings).bytes === undefined
        ? undefined
        : await all(runFiles.databaseBookings),
    health: await all(runFiles.generatorHealth),
    readers: await all(runFiles.readers),
    tasks: (await all(runFiles.containerEvents)).flatMap(taskSampleOf),
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

/** The records of a file, noting on the way when there were some. */
async function* watched<T extends object>(
  folder: string,
  file: RecordFile<T>,
  state: FileState,
): AsyncGenerator<T> {
  state.records = 0;
  const onTruncated = (): void => {
    state.cut = true;
  };
  const onUnreadable = (line: number, reason: string): void => {
    state.unreadable += 1;
    state.firstUnreadable ??= { line, reason };
  };
  for await (const record of readRecords(folder, file, { onTruncated, onUnreadable })) {
    state.records += 1;
    const second = secondOf(record);
    if (second !== undefined) state.seconds.add(second);
    yield record;
  }
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
function lengthOf({ phases }: Manifest, series: readonly SeriesLine[]): number {
  return Math.max((series.at(-1)?.t ?? 0) - (series[0]?.t ?? 0), plannedSeconds(phases));
}
