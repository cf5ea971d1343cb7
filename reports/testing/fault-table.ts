import * as faults from './faults.ts';

/** A fault, the outcome it must lead to, the rule that must find it, and the whole sentence. */
export type FaultRow = readonly [
  what: string,
  plant: faults.Fault,
  outcome: string,
  rule: string,
  sentences: string | readonly string[],
];

/** What can be wrong with a run. */
export const faultTable: readonly FaultRow[] = [
  [
    'a system that hangs to the end',
    faults.hangFrom(50),
    'fail',
    'late-answers',
    'missed: 40 requests sent in the judged time failed after it: 40 of offers (request timeout).',
  ],
  [
    'visitors whom nobody answers any more',
    faults.hangFrom(50),
    'fail',
    'unanswered',
    'inconclusive: For 20 s of the 60 s judged (from +0:50 on) 1,000 visitors were there and nobody got an answer: the figures are of the rest.',
  ],
  [
    'a run that was merged into it and was invalid',
    ({ manifest }) => {
      const objections = [{ severity: 'invalid' as const, summary: 'The machine was the limit.' }];
      const startedAt = manifest.startedAt;
      manifest.merged = [{ id: 'b', startedAt, shiftedBySeconds: 0, objections }];
    },
    'invalid',
    'merged-parts',
    'invalid: Run b: The machine was the limit.',
  ],
  [
    'a night sold twice',
    faults.doubleSale,
    'fail',
    'invariants',
    'violation: no-double-sale is violated: 1 violation among 112,000 checks, for example tenant riviera, unit RIV1-014, night 2026-08-15, reservation 31, other reservation 47, booking 17, other booking 23.',
  ],
  [
    'an acknowledged booking that is lost',
    faults.lostBooking,
    'fail',
    'invariants',
    'violation: clients-and-database-agree is violated: 1 violation among 35 checks, for example lost (acknowledged to the client, but not in the database), tenant riviera, key key-4, booking b-4.',
  ],
  [
    'a booking that no client attempted',
    faults.unknownBooking,
    'fail',
    'invariants',
    'violation: clients-and-database-agree is violated: 1 violation among 36 checks, for example unknown (in the database, but never attempted by a client of this run), tenant riviera, key key-x, booking b-x.',
  ],
  [
    'one key with two bookings',
    faults.doubledBooking,
    'fail',
    'invariants',
    'violation: clients-and-database-agree is violated: 1 violation among 35 checks, for example duplicate (one idempotency key, but several bookings), tenant riviera, key key-0, booking b-0, other booking b-again.',
  ],
  [
    'another total than acknowledged',
    faults.otherTotal,
    'fail',
    'invariants',
    'violation: clients-and-database-agree is violated: 1 violation among 35 checks, for example other-total (another total in the database than the client was told), tenant riviera, key key-0, booking b-0, told cents 10000, stored cents 10001.',
  ],
  [
    'a refused booking that the database holds',
    faults.firstOutcome({ outcome: 'refused', status: 409 }),
    'fail',
    'invariants',
    'violation: clients-and-database-agree is violated: 1 violation among 35 checks, for example refused-but-booked (refused to the client, but in the database), tenant riviera, key key-0, booking b-0.',
  ],
  [
    'a booking without a reservation',
    faults.emptyBooking,
    'fail',
    'invariants',
    'violation: clients-and-database-agree is violated: 1 violation among 35 checks, for example empty (in the database without any reservation), tenant riviera, key key-0, booking b-0.',
  ],
  [
    'a booking that cannot be read after its 201',
    (run) => {
      run.facts.push({
        kind: 'read-back',
        at: 0,
        tenant: 'riviera',
        bookingId: 'b-9',
        status: 404,
        visible: false,
        sameTotal: false,
      });
    },
    'fail',
    'invariants',
    'violation: read-your-writes is violated: 1 violation among 34 checks, for example not visible after its 201, tenant riviera, booking b-9, status 404.',
  ],
  [
    'a replay that is answered otherwise',
    (run) => {
      run.facts.push({
        kind: 'replay',
        at: 0,
        tenant: 'riviera',
        key: 'key-9',
        body: 'altered',
        status: 201,
        asRequired: false,
      });
    },
    'fail',
    'invariants',
    'violation: idempotency is violated: 1 violation among 34 checks, for example altered request not refused with 422, tenant riviera, key key-9, status 201.',
  ],
  [
    "another tenant's row in a response",
    (run) => {
      run.facts.push({
        kind: 'isolation',
        at: 0,
        tenant: 'riviera',
        checked: 5,
        foreign: ['DOL1-003'],
      });
    },
    'fail',
    'invariants',
    "violation: tenant-isolation is violated: 1 violation among 401 checks, for example another tenant's row in a response, tenant riviera, row DOL1-003.",
  ],
  [
    'an answer to another question',
    (run) => {
      run.facts.push({
        kind: 'answers',
        at: 0,
        tenant: 'riviera',
        checked: 5,
        wrong: ['offers of RIV1 answered with RIV2'],
      });
    },
    'fail',
    'invariants',
    'violation: answers-as-asked is violated: 1 violation among 5 checks, for example tenant riviera, answer offers of RIV1 answered with RIV2.',
  ],
  [
    'a slow half minute',
    faults.addRequests('offers', 'ok', 900, 2, [30, 55]),
    'fail',
    'objectives',
    'missed: 1 of 11 latency objectives missed, offers: p95 900 ms, target < 300 ms.',
  ],
  [
    'too many errors',
    faults.failRequests('offers', faults.timeout, 1, [30, 40]),
    'fail',
    'objectives',
    'missed: 1 of 1 error objective missed, all requests: error rate 0.35 %, target < 0.1 %.',
  ],
  [
    'fewer visitors than asked for',
    faults.askFor(1200),
    'invalid',
    'load-held',
    'invalid: The load was not held: 1,000 of 1,200 visitors at once for 60 s (83.3 %); at least 99 % needed.',
  ],
  [
    'dropped iterations',
    (run) => {
      run.series = run.series.map((line) => ({
        ...line,
        counters: { ...line.counters, dropped_iterations: 1 },
      }));
    },
    'invalid',
    'dropped-iterations',
    'invalid: The generator dropped 71 of 1,269 iterations (5.6 %), more than 0.1 %: it was the limit, not the system.',
  ],
  [
    'a generator that wakes late',
    (run) => {
      run.health = run.health.map((line) => ({ ...line, schedulingLagMs: 140 }));
    },
    'invalid',
    'generator-limits',
    "invalid: Timers on the generator's machine fired 140 ms late (p95), more than 100 ms: the machine was the limit.",
  ],
  [
    'a generator that runs out of files',
    (run) => {
      run.health = run.health.map((line) => ({ ...line, generatorOpenFiles: 19_500 }));
    },
    'invalid',
    'generator-limits',
    'invalid: The generator used 19,500 of 20,000 open files (97.5 %), more than 95 %: it was near its limit.',
  ],
  [
    'a generator that runs out of ports',
    (run) => {
      run.health = run.health.map((line) => ({ ...line, ephemeralPorts: 28_000 }));
    },
    'invalid',
    'generator-limits',
    'invalid: The generator used 28,000 of 28,232 local ports (99.2 %), more than 95 %: it was near its limit.',
  ],
  [
    'visitors that think longer than they should',
    faults.overrun(400, [10, 70]),
    'invalid',
    'generator-limits',
    'invalid: Think times overran by 398 ms (p95), more than 250 ms: the generator could not keep up.',
  ],
  [
    'an engine that fails for a reason of its own',
    (run) => {
      run.manifest.engine.end = {
        kind: 'broken',
        detail: 'k6 exited with status 107, so its figures cannot be trusted; see engine.log.',
      };
    },
    'invalid',
    'engine-exit',
    'invalid: k6 exited with status 107, so its figures cannot be trusted; see engine.log.',
  ],
  [
    'an engine that was killed',
    (run) => {
      run.manifest.engine.end = {
        kind: 'killed',
        detail: 'k6 was killed by a signal that the run did not send.',
      };
    },
    'invalid',
    'engine-exit',
    'invalid: k6 was killed by a signal that the run did not send.',
  ],
  [
    "the script's own thresholds",
    (run) => {
      run.manifest.engine.end = {
        kind: 'failed-by-script',
        detail: "The script's own thresholds failed (k6 exit status 99).",
      };
    },
    'fail',
    'engine-exit',
    "missed: The script's own thresholds failed (k6 exit status 99).",
  ],
  [
    'an early end before enough was held',
    faults.cutAfter(35, 'interrupted'),
    'inconclusive',
    'run-complete',
    'inconclusive: The run ended early (interrupted): judged on 25 s of the 1 min planned.',
  ],
  [
    'a database that was not asked',
    (run) => {
      run.invariants = [];
      run.databaseBookings = undefined;
    },
    'inconclusive',
    'evidence-complete',
    [
      "inconclusive: invariants.ndjson is missing, though expected: the target's database can be asked.",
      "inconclusive: database-bookings.ndjson is missing, though expected: the target's database can be asked.",
    ],
  ],
  [
    'requests that went to another host',
    (run) => {
      run.hosts = run.hosts.map((line, index) =>
        index % 10 === 0 ? { ...line, address: '10.0.0.9' } : line,
      );
    },
    'inconclusive',
    'load-elsewhere',
    "inconclusive: 286 requests of 3,103 (9.2 %) went to a host that is not the target's: 10.0.0.9 (286), 9.9 % of what was judged: name what belongs to the target under alsoHosts in its file, and take the rest out of the script.",
  ],
  [
    'a task that is killed and replaced, and a reader that stays down',
    faults.partsLost,
    'pass',
    'parts',
    [
      'remark: db-3 was unhealthy from +0:50 to the end of the run (it was ended by SIGKILL).',
      'remark: task-1a ended at +0:32 (it was ended by SIGKILL), and task-9f took its place 3.4 s later.',
    ],
  ],
];
