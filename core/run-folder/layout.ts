import { join } from 'node:path';

/** The files of a run folder, and nothing else may be relied upon. All are append-only but the last three. */
export const runFiles = {
  /** Manifest, see manifest.ts. */
  manifest: 'run.json',
  /** The script that was played, as one file; only for profiles of ours. */
  script: 'script.js',
  /** The engine's raw points as it wrote them, gzip. */
  engineCsv: 'engine.csv.gz',
  /** What the engine said of itself (its standard error). */
  engineLog: 'engine.log',
  /** What the script printed and is not a client fact. */
  console: 'console.log',
  /** Mergeable histograms, a line per second x request name x outcome; lines of one key add up. */
  histograms: 'histograms.ndjson',
  /** Engine counters and gauges, a line per second. */
  series: 'series.ndjson',
  /** Client facts, see core/client-history.ts. */
  bookings: 'bookings.ndjson',
  /** Container Insights performance events, AWS's fields. */
  containerEvents: 'container-events.ndjson',
  /** ALB access log lines. */
  accessLog: 'access.log',
  /** The service's log lines, a line each, with the fields of CloudWatch Logs' FilterLogEvents. */
  serviceLog: 'service-log.ndjson',
  /** Chaos Toolkit journal of the drill, where one ran. */
  journal: 'journal.json',
  /** The generator's and the machine's own state, a line per second. */
  generatorHealth: 'generator-health.ndjson',
  /** Load per database reader, a line per sample and reader. */
  readers: 'readers.ndjson',
  /** Invariants as checked in the database, a line per check. */
  invariants: 'invariants.ndjson',
  /** Bookings that the database holds from this run, for the comparison with the client facts. */
  databaseBookings: 'database-bookings.ndjson',
  /** The service level objectives that the run is judged by, as given. */
  objectives: 'objectives.yml',
  verdict: 'verdict.json',
  report: 'report.html',
  /** Held while a run writes here: the writer's process id. */
  lock: '.lock',
} as const;

export type RunFile = keyof typeof runFiles;

/** Path of one file of the run folder `folder`. */
export function runFile(folder: string, file: RunFile): string {
  return join(folder, runFiles[file]);
}
