import { expect, it } from 'vitest';
import { judgeAndDraw } from './report.ts';
import { healthyRun } from './testing/synthetic-run.ts';
import { temporaryRun } from './testing/write-run.ts';

it('passes a run in which everything went well', async () => {
  await using run = await temporaryRun(healthyRun());
  const verdict = await judgeAndDraw(run.folder);
  expect(verdict.outcome).toBe('pass');
  expect(verdict.reasons).toEqual([
    '10 invariants hold: 145,067 rows and answers checked.',
    'The load was held: 1,000 of 1,000 visitors at once for 60 s, at 47.4 requests/s.',
    'The generator stayed within its limits.',
    '12 objectives met, the closest call offers: p95 26.2 ms, target < 300 ms.',
    'Clients and database agree on 33 acknowledged bookings and 1 refused one. Of 1 attempt without a definite answer 1 went through.',
    'There was nothing to check for nights-given-back.',
    'Not judged, too few answers: reads: p95 of booking (13 answers), reads: p99 of booking (13 answers) and writes: p95 of book and book-again together (18 answers).',
  ]);
});
