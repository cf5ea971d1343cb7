import type { FaultRow } from './fault-table.ts';
import * as faults from './faults.ts';
import type { Fault } from './faults.ts';
import { loadStartedAt } from './synthetic-run.ts';

function isBeforeHold(second: number): boolean {
  return second < loadStartedAt / 1000 + 10;
}

const missingIsNotLost =
  'inconclusive: The database was not read to the end (connect ECONNREFUSED 127.23.5.11:3306): database-bookings.ndjson may lack bookings of riviera and dolomiti, so those that are missing were not taken for lost.';

const databaseGone: Fault = ({ manifest }) => {
  manifest.databaseAsked = {
    bookingsListed: [],
    failure: 'connect ECONNREFUSED 127.23.5.11:3306',
  };
};

/** What a run can fail to tell, while everything that it does tell is good: none of it may pass in silence. */
export const gapTable: readonly FaultRow[] = [
  [
    'an engine whose end nobody recorded',
    (run) => {
      delete run.manifest.engine.end;
    },
    'inconclusive',
    'engine-exit',
    'inconclusive: How k6 ended is not recorded, so its figures may lack some.',
  ],
  [
    'an engine whose output nobody read to its end',
    (run) => {
      delete run.manifest.engine.reading;
    },
    'inconclusive',
    'engine-output',
    'inconclusive: engine.csv.gz was not read to its end.',
  ],
  [
    'output of the engine that could not be read',
    (run) => {
      run.manifest.engine.reading = {
        records: 10_000,
        malformed: 3,
        firstMalformed: { line: 7, reason: 'it has 3 fields instead of 17' },
        truncated: true,
      };
    },
    'inconclusive',
    'engine-output',
    [
      'inconclusive: 3 of 10,000 records of engine.csv.gz could not be read, the first in line 7: it has 3 fields instead of 17.',
      'inconclusive: engine.csv.gz ends in the middle of a record, which was left out.',
    ],
  ],
  [
    'arrivals that end before the first visit does',
    ({ manifest }) => {
      manifest.model = 'open';
      if (manifest.plan !== undefined) manifest.plan.sessionSeconds = 90;
    },
    'inconclusive',
    'load-held',
    'inconclusive: 2,845 requests were sent in 60 s (47.4 requests/s), which is shorter than one visit of 90.0 s: 1,000 visitors were never there at once. Let it last longer.',
  ],
  [
    'visitors that nobody counted',
    (run) => {
      run.series = run.series.map(({ t, counters: { requests = 0 } }) => ({
        t,
        counters: { requests },
        gauges: {},
      }));
    },
    'inconclusive',
    'load-held',
    'inconclusive: Nothing counted the visitors: whether 1,000 were there at once is not known.',
  ],
  [
    'a hold without requests',
    (run) => {
      run.histograms = run.histograms.filter(({ t }) => isBeforeHold(t));
      run.series = run.series.map((line) =>
        isBeforeHold(line.t) ? line : { ...line, counters: { ...line.counters, requests: 0 } },
      );
    },
    'inconclusive',
    'run-complete',
    'inconclusive: There are no requests to judge.',
  ],
  [
    'a run that was ended early without any request',
    (run) => {
      faults.cutAfter(50, 'interrupted')(run);
      run.histograms = [];
      run.series = run.series.map((line) => ({ ...line, counters: {} }));
    },
    'inconclusive',
    'run-complete',
    'inconclusive: There are no requests to judge.',
  ],
  [
    'objectives that no request is for',
    (run) => {
      run.objectives = 'objectives:\n  - { name: pages, requests: [hoem], p95: 300 }\n';
    },
    'inconclusive',
    'objectives-apply',
    'inconclusive: pages could not be judged: no request has a name that it is for.',
  ],
  [
    'objectives of which none has enough answers',
    (run) => {
      run.objectives = 'objectives:\n  - { name: rare, requests: [booking], p95: 300, p99: 500 }\n';
    },
    'inconclusive',
    'objectives',
    'inconclusive: Too few answers to judge rare: p95 of booking (13 answers, at least 20 needed) and rare: p99 of booking (13 answers, at least 100 needed).',
  ],
  [
    'response times that are missing for some requests',
    (run) => {
      run.histograms = run.histograms.filter(({ name }) => name !== 'home');
    },
    'inconclusive',
    'counts-agree',
    'inconclusive: series.ndjson counts 3,103 requests, but histograms.ndjson has the response times of 2,869: one of them lacks some.',
  ],
  [
    'bookings that were counted and not told',
    (run) => {
      run.series = run.series.map((line, index) =>
        index === 0
          ? { ...line, counters: { ...line.counters, 'bookings{outcome=acknowledged}': 40 } }
          : line,
      );
    },
    'inconclusive',
    'counts-agree',
    'inconclusive: bookings.ndjson has the outcome of 34 of the 40 bookings that series.ndjson counts: it lacks some.',
  ],
  [
    'think times that nobody measured',
    (run) => {
      run.trends = run.trends.filter(({ name }) => name !== 'think_lag');
    },
    'inconclusive',
    'generator-limits',
    'inconclusive: Whether think times were kept is not known: trends.ndjson has none of the judged time.',
  ],
  [
    'a generator that nobody looked at while the load was held',
    (run) => {
      run.health = run.health.filter(({ at }) => isBeforeHold(at / 1000));
    },
    'inconclusive',
    'generator-limits',
    'inconclusive: Whether the generator was the limit is not known: generator-health.ndjson has nothing of the judged time.',
  ],
  [
    "one tenant's invariants that were not checked after the load",
    (run) => {
      run.invariants = run.invariants.filter(
        ({ phase, tenant }) => phase === 'during' || tenant === 'riviera',
      );
    },
    'inconclusive',
    'database-evidence',
    'inconclusive: invariants.ndjson lacks checks after the load: no-double-sale of dolomiti, sold-as-counted of dolomiti, price-as-quoted of dolomiti and 4 more.',
  ],
  [
    'a database that went away before its bookings were read',
    (run) => {
      databaseGone(run);
      run.databaseBookings = [];
    },
    'inconclusive',
    'database-evidence',
    missingIsNotLost,
  ],
  [
    'a database that went away when the bookings of one tenant were read',
    (run) => {
      databaseGone(run);
      run.databaseBookings = run.databaseBookings?.filter(({ tenant }) => tenant === 'riviera');
    },
    'inconclusive',
    'database-evidence',
    missingIsNotLost,
  ],
  [
    'a database that went away when nobody had booked',
    (run) => {
      databaseGone(run);
      run.databaseBookings = [];
      run.facts = run.facts.filter(({ kind }) => kind !== 'attempt' && kind !== 'outcome');
    },
    'inconclusive',
    'database-evidence',
    missingIsNotLost,
  ],
  [
    'a listing of the database that does not say that it is whole',
    (run) => {
      delete run.manifest.databaseAsked;
      run.databaseBookings = [];
    },
    'inconclusive',
    'database-evidence',
    'inconclusive: run.json does not say that the database was read to the end: database-bookings.ndjson may lack bookings of riviera and dolomiti, so those that are missing were not taken for lost.',
  ],
  [
    'a tenant whose bookings were not listed, though those of another were',
    (run) => {
      run.manifest.databaseAsked = { bookingsListed: ['riviera'] };
      run.databaseBookings = run.databaseBookings?.filter(({ tenant }) => tenant === 'riviera');
    },
    'inconclusive',
    'database-evidence',
    'inconclusive: run.json does not say that the database was read to the end: database-bookings.ndjson may lack bookings of dolomiti, so those that are missing were not taken for lost.',
  ],
  [
    'requests that failed for reasons nobody recorded',
    faults.addRequests('offers', 'failed', 5, 1, [30, 31]),
    'inconclusive',
    'failed-requests',
    'inconclusive: Why 1 request failed is not recorded: failures.ndjson lacks records.',
  ],
];
