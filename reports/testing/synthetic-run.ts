import type { FailureLine } from '../../core/run-folder/files/failures.ts';
import type { ConnectionLine } from '../../core/run-folder/files/connections.ts';
import type { ClientFact } from '../../core/client-history.ts';
import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import type { TablesSample } from '../../core/run-folder/files/tables.ts';
import type { DatabaseBooking } from '../../core/run-folder/files/database-bookings.ts';
import type { GeneratorHealthLine } from '../../core/run-folder/files/generator-health.ts';
import type { HostLine } from '../../core/run-folder/files/hosts.ts';
import type { HistogramLine, TrendLine } from '../../core/statistics/histogram-line.ts';
import type { InvariantCheck } from '../../core/run-folder/files/invariants.ts';
import type { ReaderSample } from '../../core/run-folder/files/readers.ts';
import type { ScriptSummary } from '../../core/run-folder/files/script-summary.ts';
import type { SeriesLine } from '../../core/run-folder/files/series.ts';
import type { ServiceLogLine } from '../../core/run-folder/files/service-log.ts';
import type { WebVitalsLine } from '../../core/run-folder/files/web-vitals.ts';
import type { TopologyRecord } from '../../core/run-folder/files/topology.ts';
import type { Phase } from '../../core/run-folder/manifest/phase.ts';
import type { WriterSample } from '../../core/run-folder/files/writer.ts';
import { testManifest } from '../../core/run-folder/testing/manifest.ts';
import { presentParts } from './synthetic-topology.ts';
import { healthLines, readerSamples, taskEvents, writerSamples } from './synthetic-machine.ts';
import { syntheticBookings, syntheticId } from './synthetic-bookings.ts';
import { type Shape, accessLogLines, hostLines, loadLines, seriesLines } from './synthetic-load.ts';

/** All records of a run folder in memory; faults are planted by changing them before they are written. */
export interface SyntheticRun {
  manifest: Manifest;
  histograms: HistogramLine[];
  trends: TrendLine[];
  /** Of a script of the user's own. */
  script: ScriptSummary | undefined;
  failures: FailureLine[];
  hosts: HostLine[];
  /** Undefined where nobody looked. */
  connections: ConnectionLine[] | undefined;
  tables: TablesSample[];
  series: SeriesLine[];
  facts: ClientFact[];
  invariants: InvariantCheck[];
  databaseBookings: DatabaseBooking[] | undefined;
  health: GeneratorHealthLine[];
  readers: ReaderSample[];
  writer: WriterSample[];
  topology: TopologyRecord[];
  containerEvents: object[];
  serviceLog: ServiceLogLine[];
  accessLog: string[];
  /** Of real browsers, where the manifest has some. */
  webVitals: WebVitalsLine[];
  /** YAML of objectives.yml, when the run is to have one. */
  objectives: string | undefined;
}

export interface SyntheticOptions {
  readonly visitors?: number;
  readonly rampSeconds?: number;
  readonly holdSeconds?: number;
  readonly seed?: number;
  /** Phases one after the other, each with its visitors from its start on; instead of a ramp and a hold. */
  readonly phases?: readonly PlannedPhase[];
}

export interface PlannedPhase {
  readonly name: string;
  readonly kind: Phase['kind'];
  readonly seconds: number;
  readonly visitors: number;
}

/** Milliseconds since 1970 at which load begins in every synthetic run. */
export const loadStartedAt = Date.UTC(2026, 6, 1, 8, 0, 0);

/** A run in which everything went well: 1,000 visitors for 60 s after a ramp of 10 s, unless told otherwise. */
export function healthyRun(options: SyntheticOptions = {}): SyntheticRun {
  const { visitors = 1000, rampSeconds = 10, holdSeconds = 60, seed = 1 } = options;
  const phases = options.phases ?? [
    { name: 'ramp', kind: 'ramp', seconds: rampSeconds, visitors },
    { name: 'hold', kind: 'hold', seconds: holdSeconds, visitors },
  ];
  const timed = timesOf(phases);
  const shape = {
    from: loadStartedAt / 1000,
    visitors: Math.max(...phases.map((phase) => phase.visitors)),
    rampSeconds: options.phases === undefined ? rampSeconds : 0,
    seconds: timed.at(-1)?.to ?? 0,
    seed,
    ...(options.phases === undefined ? {} : { levels: timed }),
  };
  const manifest = syntheticManifest(shape.visitors, timed);
  return { manifest, ...recordsOf(shape, manifest) };
}

/** Everything that is written of a run in which all went well, or of a piece of one. */
export function recordsOf(shape: Shape, manifest: Manifest): Omit<SyntheticRun, 'manifest'> {
  const { histograms, trends } = loadLines(shape);
  return {
    histograms,
    trends,
    script: undefined,
    failures: [],
    hosts: hostLines(histograms),
    connections: undefined,
    tables: [],
    series: seriesLines(shape, histograms),
    ...syntheticBookings(shape),
    health: healthLines(shape),
    readers: readerSamples(shape),
    writer: writerSamples(shape),
    topology: presentParts(manifest, loadStartedAt - 8000),
    containerEvents: taskEvents(shape),
    serviceLog: [],
    accessLog: accessLogLines(histograms),
    webVitals: [],
    objectives: undefined,
  };
}

function at(seconds: number): string {
  return new Date(loadStartedAt + seconds * 1000).toISOString();
}

/** Phases with the seconds of the run that they begin and end at. */
export function timesOf(
  phases: readonly PlannedPhase[],
): (PlannedPhase & { from: number; to: number })[] {
  let to = 0;
  return phases.map((phase) => {
    const from = to;
    to += phase.seconds;
    return { ...phase, from, to };
  });
}

/** The manifest of a run with these phases that ended in order. */
export function syntheticManifest(visitors: number, phases: ReturnType<typeof timesOf>): Manifest {
  const end = phases.at(-1)?.to ?? 0;
  return testManifest({
    id: syntheticId,
    visitorsAsked: visitors,
    plan: {
      sessionSeconds: 304,
      sessionsPerSecond: visitors / 304,
      pageViewsPerSecond: visitors / 21,
      bookingsPerSecond: (visitors / 304) * 0.02,
    },
    phases: phases.map(({ from, to, ...phase }) => ({
      ...phase,
      startedAt: at(from),
      endedAt: at(to),
    })),
    engine: {
      name: 'k6',
      version: '2.2.0',
      output: 'engine.csv.gz',
      exitStatus: 0,
      end: { kind: 'completed', detail: 'k6 played to its end.' },
      // More than there can be requests.
      reading: { records: visitors * end, malformed: 0, truncated: false },
    },
    gitRevision: '0123456789abcdef0123456789abcdef01234567',
    startedAt: at(-8),
    loadStartedAt: at(0),
    loadEndedAt: at(end),
    endedAt: at(end + 4),
    databaseAsked: { bookingsListed: ['riviera', 'dolomiti'] },
  });
}
