import { expect, it } from 'vitest';
import { judgeAndDraw } from './report.ts';
import { healthyRun } from './testing/synthetic-run.ts';
import { temporaryRun } from './testing/write-run.ts';

it('passes a run in which everything went well', async () => {
  await using run = await temporaryRun(healthyRun());
  const verdict = await judgeAndDraw(run.folder);
  expect(verdict.outcome).toBe('pass');
  expect(verdict.reasons).toEqual([
    '10 invariants hold over 145,067 rows and answers checked.',
    '1,000 of 1,000 visitors were there at once on average over 60 s, with 47.4 requests/s.',
    'The generator stayed within its limits.',
    '12 objectives were met, the closest being reads: p95 of offers: 26.2 ms (< 300 ms asked), at worst 28.7 ms from +0:15.',
    'Clients and database agree on 33 acknowledged bookings and 1 refused one. Of 1 attempt without a definite answer 1 went through.',
    'There was nothing to check for nights-given-back.',
    'Too rare to judge: reads: p95 of booking (13 answers), reads: p99 of booking (13 answers) and writes: p95 of book and book-again together (18 answers).',
  ]);
});
