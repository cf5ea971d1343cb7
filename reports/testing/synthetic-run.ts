import type { ClientFact } from '../../core/client-history.ts';
import type { Manifest } from '../../core/run-folder/manifest.ts';
import type {
  DatabaseBooking,
  GeneratorHealthLine,
  HistogramLine,
  InvariantCheck,
  ReaderSample,
  SeriesLine,
} from '../../core/run-folder/records.ts';
import { healthLines, readerSamples, taskEvents } from './synthetic-machine.ts';
import { syntheticBookings } from './synthetic-bookings.ts';
import { accessLogLines, requestLines, seriesLines } from './synthetic-load.ts';

/** All records of a run folder in memory; faults are planted by changing them before they are written. */
export interface SyntheticRun {
  manifest: Manifest;
  histograms: HistogramLine[];
  series: SeriesLine[];
  facts: ClientFact[];
  invariants: InvariantCheck[];
  databaseBookings: DatabaseBooking[] | undefined;
  health: GeneratorHealthLine[];
  readers: ReaderSample[];
  containerEvents: object[];
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
    series: seriesLines(shape, histograms),
    ...syntheticBookings(shape),
    health: healthLines(shape),
    readers: readerSamples(shape),
    containerEvents: taskEvents(shape),
    accessLog: accessLogLines(histograms),
    objectives: undefined,
  };
}

function at(seconds: number): string {
  return new Date(loadStartedAt + seconds * 1000).toISOString();
}

function manifestOf(visitors: number, rampSeconds: number, holdSeconds: number): Manifest {
  return {
    schemaVersion: 1,
    id: '2026-07-01T08-00-00-steady',
    target: {
      name: 'default',
      kind: 'local',
      baseUrl: 'http://127.23.5.1:8080/',
      bookingMode: 'safe',
      replication: 'semi-sync',
      tenants: ['riviera', 'dolomiti'],
      database: true,
      parts: {
        'load balancer': '127.23.5.1:8080',
        writer: '127.23.5.11:3306',
        'reader-1': '127.23.5.12:3306',
        'reader-2': '127.23.5.13:3306',
      },
    },
    scenario: 'steady',
    model: 'closed',
    visitorsAsked: visitors,
    plan: {
      sessionSeconds: 304,
      sessionsPerSecond: visitors / 304,
      pageViewsPerSecond: visitors / 21,
      bookingsPerSecond: (visitors / 304) * 0.02,
    },
    rampSeconds,
    holdSeconds,
    seed: 7,
    engine: { name: 'k6', version: '2.2.0', extensions: [] },
    bilanciaVersion: '0.1.0',
    gitRevision: '0123456789abcdef0123456789abcdef01234567',
    machine: {
      cores: 2,
      memoryBytes: 24 * 2 ** 30,
      platform: 'linux x64',
      node: 'v26.10.0',
      openFilesLimit: 20_000,
    },
    startedAt: at(-8),
    loadStartedAt: at(0),
    loadEndedAt: at(rampSeconds + holdSeconds),
    endedAt: at(rampSeconds + holdSeconds + 4),
    engineExit: 0,
  };
}
