import type { FailureLine } from '../../core/run-folder/files/failures.ts';
import type { ClientFact } from '../../core/client-history.ts';
import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import type { DatabaseBooking } from '../../core/run-folder/files/database-bookings.ts';
import type { GeneratorHealthLine } from '../../core/run-folder/files/generator-health.ts';
import type { HistogramLine } from '../../core/statistics/histogram-line.ts';
import type { InvariantCheck } from '../../core/run-folder/files/invariants.ts';
import type { ReaderSample } from '../../core/run-folder/files/readers.ts';
import type { SeriesLine } from '../../core/run-folder/files/series.ts';
import type { ServiceLogLine } from '../../core/run-folder/files/service-log.ts';
import type { Phase } from '../../core/run-folder/manifest/phase.ts';
import { testManifest } from '../../core/run-folder/testing/manifest.ts';
import { healthLines, readerSamples, taskEvents } from './synthetic-machine.ts';
import { syntheticBookings } from './synthetic-bookings.ts';
import { accessLogLines, requestLines, seriesLines } from './synthetic-load.ts';

/** All records of a run folder in memory; faults are planted by changing them before they are written. */
export interface SyntheticRun {
  manifest: Manifest;
  histograms: HistogramLine[];
  failures: FailureLine[];
  series: SeriesLine[];
  facts: ClientFact[];
  invariants: InvariantCheck[];
  databaseBookings: DatabaseBooking[] | undefined;
  health: GeneratorHealthLine[];
  readers: ReaderSample[];
  containerEvents: object[];
  serviceLog: ServiceLogLine[];
  accessLog: string[];
  /** YAML of objectives.yml, when the run is to have one. */
  objectives: string | undefined;
}

export interface SyntheticOptions {
  readonly visitors?: number;
  readonly rampSeconds?: number;
  readonly holdSeconds?: number;
  readonly seed?: number;
}

/** Milliseconds since 1970 at which load begins in every synthetic run. */
export const loadStartedAt = Date.UTC(2026, 6, 1, 8, 0, 0);

/** A run in which everything went well: 1,000 visitors for 60 s after a ramp of 10 s, unless told otherwise. */
export function healthyRun(options: SyntheticOptions = {}): SyntheticRun {
  const { visitors = 1000, rampSeconds = 10, holdSeconds = 60, seed = 1 } = options;
  const shape = {
    from: loadStartedAt / 1000,
    visitors,
    rampSeconds,
    seconds: rampSeconds + holdSeconds,
    seed,
  };
  const histograms = requestLines(shape);
  return {
    manifest: manifestOf(visitors, rampSeconds, holdSeconds),
    histograms,
    failures: [],
    series: seriesLines(shape, histograms),
    ...syntheticBookings(shape),
    health: healthLines(shape),
    readers: readerSamples(shape),
    containerEvents: taskEvents(shape),
    serviceLog: [],
    accessLog: accessLogLines(histograms),
    objectives: undefined,
  };
}

function at(seconds: number): string {
  return new Date(loadStartedAt + seconds * 1000).toISOString();
}

function manifestOf(visitors: number, rampSeconds: number, holdSeconds: number): Manifest {
  const end = rampSeconds + holdSeconds;
  return testManifest({
    id: '2026-07-01T08-00-00-steady',
    visitorsAsked: visitors,
    plan: {
      sessionSeconds: 304,
      sessionsPerSecond: visitors / 304,
      pageViewsPerSecond: visitors / 21,
      bookingsPerSecond: (visitors / 304) * 0.02,
    },
    phases: [
      { name: 'ramp', kind: 'ramp', seconds: rampSeconds, visitors, ...between(0, rampSeconds) },
      { name: 'hold', kind: 'hold', seconds: holdSeconds, visitors, ...between(rampSeconds, end) },
    ],
    engine: {
      name: 'k6',
      version: '2.2.0',
      output: 'engine.csv.gz',
      exitStatus: 0,
      end: { kind: 'completed', detail: 'k6 played to its end.' },
      reading: { records: 10_000, malformed: 0, truncated: false },
    },
    gitRevision: '0123456789abcdef0123456789abcdef01234567',
    startedAt: at(-8),
    loadStartedAt: at(0),
    loadEndedAt: at(end),
    endedAt: at(end + 4),
  });
}

function between(from: number, to: number): Pick<Phase, 'startedAt' | 'endedAt'> {
  return { startedAt: at(from), endedAt: at(to) };
}
