import { bookings } from './bookings.ts';
import { connections } from './connections.ts';
import { databaseBookings } from './database-bookings.ts';
import { parserOf, whereObservable, type RunFileDeclaration } from './declaration.ts';
import { containerEvent } from '../../formats/container-insights.ts';
import { edgeLog, edgeUsageFile, healthChecks } from './edge.ts';
import { failures } from './failures.ts';
import { generatorHealth } from './generator-health.ts';
import { histograms } from './histograms.ts';
import { hosts } from './hosts.ts';
import { invariants } from './invariants.ts';
import { readers } from './readers.ts';
import { scriptSummaryFile } from './script-summary.ts';
import { series } from './series.ts';
import { serviceMetrics } from './service-metrics.ts';
import { serviceLog } from './service-log.ts';
import { tables } from './tables.ts';
import { topology } from './topology.ts';
import { trends } from './trends.ts';
import { usage } from './usage.ts';
import { webVitals } from './web-vitals.ts';
import { writeAudit } from './write-audit.ts';
import { writer } from './writer.ts';

const profileOnly = 'our scripts are bundled into one file, which stays with what it did';

/**
 * The files of a run folder; nothing else may be relied upon. All are append-only but the manifest, the verdict and the
 * report. The file with the engine's own output is named by the manifest, see `engineOutput`. To add one: a file beside
 * this one where it has records of its own, and an entry here.
 */
export const runFiles = {
  manifest: {
    name: 'run.json',
    about: 'What ran where, see manifest/manifest.ts.',
    writtenBy: 'run',
    readBy: 'reports, monitors',
  },
  script: {
    name: 'script.js',
    about: 'The script that k6 played, as one file; only for profiles of ours.',
    writtenBy: 'run',
    readBy: 'people',
    expected: ({ model, engine }) =>
      model === 'foreign' || engine.name !== 'k6' ? undefined : { because: profileOnly },
  },
  artilleryScript: {
    name: 'script.yml',
    about: 'The script that Artillery played; only for profiles of ours.',
    writtenBy: 'run',
    readBy: 'people',
    expected: ({ model, engine }) =>
      model === 'foreign' || engine.name !== 'artillery'
        ? undefined
        : { because: 'the script of a profile stays with what it did' },
  },
  engineLog: {
    name: 'engine.log',
    about: 'What the engine said of itself (its standard error).',
    writtenBy: 'run, of what the engine plays',
    readBy: 'people',
    expected: () => ({ because: "every run keeps its engine's log", mayBeEmpty: true }),
  },
  console: {
    name: 'console.log',
    about: 'What the script printed and is not a client fact.',
    writtenBy: 'run, of what the engine plays',
    readBy: 'people',
    expected: () => ({ because: 'every run keeps what its script printed', mayBeEmpty: true }),
  },
  engineSummary: {
    name: 'engine-summary.json',
    about: "The engine's own summary of a script of the user's, as the engine wrote it.",
    writtenBy: 'the engine',
    readBy: 'people',
  },
  scriptOutput: {
    name: 'script-output.txt',
    about: "What a script of the user's wrote to standard output, its summary above all.",
    writtenBy: 'run, of what the engine plays',
    readBy: 'the command line',
  },
  scriptSummary: {
    ...scriptSummaryFile,
    expected: ({ model, endedAt }) =>
      model === 'foreign' && endedAt !== undefined
        ? { because: "every run of a script of the user's keeps what that says of itself" }
        : undefined,
  },
  histograms,
  trends,
  series,
  failures,
  hosts,
  connections,
  bookings,
  containerEvents: {
    name: 'container-events.ndjson',
    about: 'Container Insights performance events, with the fields that AWS writes.',
    writtenBy: 'the observer container-events',
    readBy: 'reports, monitors',
    expected: whereObservable(
      'container-events',
      'the target offers Container Insights events',
      // Container Insights writes one a minute; the local system writes more often.
      { coverage: { everySeconds: 60 } },
    ),
    parse: parserOf(containerEvent),
  },
  accessLog: {
    name: 'access.log',
    about: 'Lines of the access log, in the format of an ALB.',
    writtenBy: 'the observer access-log',
    readBy: 'reports, monitors',
    expected: whereObservable('access-log', 'the target offers an access log', {
      coverage: 'seconds-with-requests',
    }),
  },
  edgeLog,
  healthChecks,
  edgeUsage: edgeUsageFile,
  serviceLog,
  serviceMetrics,
  topology,
  generatorHealth,
  readers,
  writer,
  tables,
  usage,
  invariants,
  databaseBookings,
  webVitals,
  objectives: {
    name: 'objectives.yml',
    about: 'The service level objectives that the run is judged by, as given.',
    writtenBy: 'run',
    readBy: 'reports',
    expected: ({ ownObjectives }) =>
      ownObjectives ? { because: 'the run was given objectives of its own' } : undefined,
  },
  journal: {
    name: 'journal.json',
    about:
      'What a drill did and saw, in the form of a Chaos Toolkit journal, see files/journal.ts.',
    writtenBy: 'the drill',
    readBy: 'reports, monitors',
    expected: ({ drill }) => (drill === undefined ? undefined : { because: 'the run was a drill' }),
  },
  writeAudit,
  verdict: {
    name: 'verdict.json',
    about: 'The verdict, see reports/verdict/schema.ts.',
    writtenBy: 'reports',
    readBy: 'programs',
  },
  report: {
    name: 'report.html',
    about: 'The report, as one page.',
    writtenBy: 'reports',
    readBy: 'people',
  },
  lock: {
    name: '.lock',
    about: "Held while a run writes here: the writer's process id.",
    writtenBy: 'whoever writes',
    readBy: 'whoever would write',
  },
} as const satisfies Record<string, RunFileDeclaration>;

export type RunFile = keyof typeof runFiles;
