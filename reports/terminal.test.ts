import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { doubleSale, failRequests, timeout } from './testing/faults.ts';
import { verdictOn } from './testing/judge-run.ts';
import { verdictForTerminal } from './terminal.ts';

it('tells outcome, reasons and figures in a few plain lines where there is no terminal', async () => {
  const verdict = await verdictOn(doubleSale);
  expect(verdictForTerminal(verdict, { stream: new PassThrough() })).toBe(
    `Verdict: fail
  - no-double-sale is violated: 1 violation among 112,000 checks, for example tenant riviera, unit RIV1-014, night 2026-08-15, reservation 31, other reservation 47, booking 17, other booking 23.
  - There was nothing to check for nights-given-back.
  - Not judged, too few answers: reads: p95 of booking (13 answers), reads: p99 of booking (13 answers) and writes: p95 of book and book-again together (18 answers).
  3,103 requests (47.4/s while judged), 0 failed, 0 refused · slowest book, p95 52.1 ms · 33 booked
`,
  );
});

it('says why requests failed where it says how many', async () => {
  const verdict = await verdictOn(failRequests('offers', timeout, 1, [30, 32]));
  const lines = verdictForTerminal(verdict, { stream: new PassThrough() }).split('\n');
  expect(lines.at(-2)).toBe(
    '  3,105 requests (47.5/s while judged), 2 failed (request timeout of offers), 0 refused · slowest book, p95 52.1 ms · 33 booked',
  );
});
