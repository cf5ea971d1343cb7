import type { ConnectionLine } from '../../core/run-folder/files/connections.ts';
import type { DatabaseBooking } from '../../core/run-folder/files/database-bookings.ts';
import type { EdgeUsage, HealthCheck } from '../../core/run-folder/files/edge.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import type { ScriptSummary } from '../../core/run-folder/files/script-summary.ts';
import type { TopologyRecord } from '../../core/run-folder/files/topology.ts';
import { outputsOf } from '../../core/run-folder/manifest/engine.ts';
import type { WebVitalsLine } from '../../core/run-folder/files/web-vitals.ts';
import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import type { ReadPlace } from '../../core/run-folder/ndjson.ts';
import { drillReader } from './drill.ts';
import { accessLogReader } from './access-log.ts';
import { clientFactFold } from './client-facts.ts';
import { taskSampleOf, taskShape } from './container-events.ts';
import { edgeReader } from './edge.ts';
import type { Evidence } from './evidence.ts';
import { failureFold } from './failure-totals.ts';
import { type FileStates, fileStates, lookAgain } from './file-state.ts';
import { type Fold, listFold } from './fold.ts';
import { hostFold } from './host-totals.ts';
import { healthFold } from './generator-health.ts';
import { invariantFold } from './invariant-checks.ts';
import { judgedPeriods, loadStart, phasePeriods, within } from './period.ts';
import { readerSampleOf, readerShape } from './reader-load.ts';
import { writerSampleOf, writerShape } from './writer-load.ts';
import { addToTable, emptyTable, labelOf } from './request-table.ts';
import { sampleFold } from './samples.ts';
import { readScriptSummary } from './script-summary.ts';
import { seriesFold } from './series.ts';
import { type Slots, slotsOf } from './slots.ts';
import { tableGrowthFold } from './table-growth.ts';
import { trendFold } from './trends.ts';
import { type RecordFile, watched, withinRun } from './watched.ts';

/**
 * Reads a run folder. Files that are missing or cut short, as after a crash, count as having what they have.
 * @param slideSeconds what longer runs are divided into: the step of the objectives' windows
 * Lines that cannot be read, as a disk leaves them that was full for a while, are left out and counted.
 * @throws unreadable-file when the manifest cannot be used
 */
export async function readEvidence(folder: string, slideSeconds: number): Promise<Evidence> {
  const manifest = await readManifest(folder);
  const files = await fileStates(folder, namesIn(manifest));
  return (await startReading(folder, slideSeconds, manifest, files)).evidence();
}

/** A run folder that is read on as it grows. */
export interface GrowingEvidence {
  /**
   * Reads what came since the last time, and the manifest anew. Gives undefined when the folder must be read from the
   * start again: the run began at another time than it seemed, lasts longer, or a file is shorter than it was.
   */
  readonly grow: () => Promise<Evidence | undefined>;
}

/**
 * Begins to follow a run folder; see `readEvidence`. A line without its end is left until it has one.
 * @throws unreadable-file when the manifest cannot be used
 */
export async function followEvidence(
  folder: string,
  slideSeconds: number,
): Promise<GrowingEvidence> {
  const manifest = await readManifest(folder);
  const files = await fileStates(folder, namesIn(manifest));
  const places = new Map<string, ReadPlace>();
  const reading = await startReading(folder, slideSeconds, manifest, files, places);
  return {
    grow: async () => {
      await lookAgain(folder, files.list);
      const isShorter = files.list.some(
        ({ name, bytes = 0 }) => bytes < (places.get(name)?.byte ?? 0),
      );
      return isShorter ? undefined : reading.grow(await readManifest(folder));
    },
  };
}

function namesIn({ engine }: Manifest): string[] {
  return [...outputsOf(engine), ...Object.values(runFiles).map(({ name }) => name)];
}

/** What has been read so far of a folder. */
interface Reading {
  readonly evidence: () => Evidence;
  /** Reads on; undefined when slots would begin elsewhere or be of another length now. */
  readonly grow: (manifest: Manifest) => Promise<Evidence | undefined>;
}

/** @param places how far each file has been read; without them all is read once, to its end */
async function startReading(
  folder: string,
  slideSeconds: number,
  initial: Manifest,
  files: FileStates,
  places?: Map<string, ReadPlace>,
): Promise<Reading> {
  let manifest = initial;
  const placeOf = (name: string): ReadPlace | undefined => placeIn(places, name);
  const into = async <T extends object>(
    file: RecordFile<T>,
    { add }: Pick<Fold<T, unknown>, 'add'>,
  ): Promise<void> => {
    const state = files.of(file);
    state.records ??= 0;
    const place = placeOf(file.name);
    if (place !== undefined && (state.bytes ?? 0) <= place.byte) return;
    const parse = withinRun(manifest, file.parse);
    for await (const batch of watched(folder, { ...file, parse }, state, place)) add(batch);
  };

  const series = seriesFold();
  await into(runFiles.series, series);
  const slotsNow = (): Slots => {
    return slotsOf(manifest, series.value(), slideSeconds);
  };
  const slots = slotsNow();
  const requests = emptyTable(...slots);
  const accessLogState = files.of(runFiles.accessLog);
  const accessLog = accessLogReader(folder, requests.origin, requests.slotSeconds, {
    onLine: (second) => {
      accessLogState.records = (accessLogState.records ?? 0) + 1;
      accessLogState.seconds.add(second);
    },
    onTruncated: () => {
      accessLogState.cut = true;
    },
  });
  const times = (): Pick<Evidence, 'loadStart' | 'phases' | 'judged'> => {
    const known = series.value();
    const start = loadStart(manifest, known.firstSecond);
    const last = Math.max(known.lastSecond ?? -Infinity, requests.lastSecond ?? -Infinity);
    const phases = phasePeriods(manifest, start, Number.isFinite(last) ? last : undefined);
    return { loadStart: start, phases, judged: judgedPeriods(phases) };
  };
  let { judged } = times();
  const folds = {
    trends: trendFold(requests),
    failures: failureFold((line) => labelOf(requests, line)),
    hosts: hostFold((second) => within(judged, second)),
    connections: listFold<ConnectionLine>(),
    bookings: clientFactFold(),
    invariants: invariantFold(),
    databaseBookings: listFold<DatabaseBooking>(),
    generatorHealth: healthFold(),
    readers: sampleFold(readerShape, readerSampleOf),
    writer: sampleFold(writerShape, writerSampleOf),
    tables: tableGrowthFold(),
    containerEvents: sampleFold(taskShape, taskSampleOf),
    topology: listFold<TopologyRecord>(),
    webVitals: listFold<WebVitalsLine>(),
    healthChecks: listFold<HealthCheck>(),
    edgeUsage: listFold<EdgeUsage>(),
  };
  const edge = edgeReader(folder, requests, files.of(runFiles.edgeLog));
  const drill = drillReader(folder);
  let script: ScriptSummary | undefined;
  const readRest = async (): Promise<void> => {
    await into(runFiles.histograms, {
      add: (lines) => {
        for (const line of lines) addToTable(requests, line);
      },
    });
    ({ judged } = times());
    await into(runFiles.trends, folds.trends);
    await into(runFiles.failures, folds.failures);
    await into(runFiles.hosts, folds.hosts);
    await into(runFiles.connections, folds.connections);
    await into(runFiles.bookings, folds.bookings);
    await into(runFiles.invariants, folds.invariants);
    await into(runFiles.databaseBookings, folds.databaseBookings);
    await into(runFiles.generatorHealth, folds.generatorHealth);
    await into(runFiles.readers, folds.readers);
    await into(runFiles.writer, folds.writer);
    await into(runFiles.tables, folds.tables);
    await into(runFiles.containerEvents, folds.containerEvents);
    await into(runFiles.topology, folds.topology);
    await into(runFiles.webVitals, folds.webVitals);
    await into(runFiles.healthChecks, folds.healthChecks);
    await into(runFiles.edgeUsage, folds.edgeUsage);
    await edge.read(placeOf(runFiles.edgeLog.name));
    await drill.read(placeOf(runFiles.writeAudit.name));
    await accessLog.read(placeOf(runFiles.accessLog.name));
    script = await readScriptSummary(folder, files.of(runFiles.scriptSummary));
  };
  await readRest();

  const isThere = (file: { readonly name: string }): boolean => files.of(file).bytes !== undefined;
  const evidence = (): Evidence => ({
    manifest,
    ...times(),
    requests,
    ...folds.trends.value(),
    script,
    series: series.value(),
    failures: folds.failures.value(),
    hosts: folds.hosts.value(),
    connections: isThere(runFiles.connections)
      ? folds.connections.value().map(({ remote }) => remote)
      : undefined,
    facts: folds.bookings.value(),
    invariants: folds.invariants.value(),
    databaseBookings: isThere(runFiles.databaseBookings)
      ? folds.databaseBookings.value()
      : undefined,
    health: folds.generatorHealth.value(),
    readers: folds.readers.value(),
    writer: folds.writer.value(),
    tables: folds.tables.value(),
    tasks: folds.containerEvents.value(),
    drill: drill.value(),
    topology: folds.topology.value(),
    webVitals: folds.webVitals.value(),
    edge: isThere(runFiles.edgeLog)
      ? {
          bySlot: edge.bySlot,
          checks: folds.healthChecks.value(),
          usage: folds.edgeUsage.value(),
        }
      : undefined,
    ...accessLog.log,
    files,
  });
  return {
    evidence,
    grow: async (newer) => {
      manifest = newer;
      await into(runFiles.series, series);
      if (slotsNow().some((value, index) => value !== slots[index])) return undefined;
      await readRest();
      return evidence();
    },
  };
}

function placeIn(places: Map<string, ReadPlace> | undefined, name: string): ReadPlace | undefined {
  if (places === undefined) return undefined;
  const known = places.get(name) ?? { byte: 0, line: 0 };
  places.set(name, known);
  return known;
}
