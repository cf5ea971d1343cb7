import { expect, it } from 'vitest';
import { addRequests, failRequests, timeout } from '../testing/faults.ts';
import { objectionsBy, verdictOn } from '../testing/judge-run.ts';
import { lineOf } from '../testing/synthetic-load.ts';
import { type SyntheticRun, loadStartedAt } from '../testing/synthetic-run.ts';

/** Second since 1970 at which the hold ends, and with it the judged time. */
const end = loadStartedAt / 1000 + 70;

/** `n` requests that failed by a timeout of `seconds`, so many seconds after the hold. */
function timedOut(after: number, seconds: number, n = 40): (run: SyntheticRun) => void {
  return (run) => {
    const ms = Array.from({ length: n }, () => seconds * 1000);
    run.histograms.push(...lineOf(end + after, 'offers', 'failed', ms));
    run.failures.push({ t: end + after, name: 'offers', ...timeout, error: '', n });
    run.series.push({ t: end + after, counters: { requests: n }, gauges: {} });
    run.hosts.push({ t: end + after, host: null, address: '127.23.5.1', n });
  };
}

it('requests that were sent in the judged time and time out after it miss an error objective', async () => {
  const verdict = await verdictOn(timedOut(50, 60));
  expect(verdict.outcome).toBe('fail');
  expect(objectionsBy(verdict, 'late-answers')).toEqual([
    'missed: With 40 that were sent in the judged time and failed after it, 40 of 2,885 requests failed of all requests (1.4 %, target < 0.1 %).',
    'missed: 40 requests sent in the judged time failed after it: 40 of offers (request timeout).',
  ]);
});

it.each([
  ['after the judged time', 50, 50],
  ['in its last second or just after it', 1, 1.5],
  ['before it', 5, 70],
])('requests that were sent %s are not of it', async (_, after, seconds) => {
  const verdict = await verdictOn(timedOut(after, seconds));
  expect(objectionsBy(verdict, 'late-answers')).toEqual([]);
});

it('few of them are a remark', async () => {
  const verdict = await verdictOn(timedOut(50, 60, 1));
  expect(verdict.outcome).toBe('pass');
  expect(objectionsBy(verdict, 'late-answers')).toEqual([
    'remark: 1 request sent in the judged time failed after it: 1 of offers (request timeout).',
  ]);
});

it('what is missed already is told once', async () => {
  const verdict = await verdictOn((run) => {
    failRequests('offers', timeout, 5, [20, 60])(run);
    timedOut(50, 60)(run);
  });
  expect(verdict.outcome).toBe('fail');
  expect(objectionsBy(verdict, 'late-answers')).toEqual([
    'remark: 40 requests sent in the judged time failed after it: 40 of offers (request timeout).',
  ]);
});

it('what a fault did that followed is of the fault', async () => {
  const verdict = await verdictOn(timedOut(50, 60), {
    phases: [
      { name: 'hold', kind: 'hold', seconds: 70, visitors: 1000 },
      { name: 'fault', kind: 'fault', seconds: 60, visitors: 1000 },
    ],
  });
  expect(objectionsBy(verdict, 'late-answers')).toEqual([]);
});

it('answers that came after the judged time make a percentile no better', async () => {
  const verdict = await verdictOn(addRequests('section', 'ok', 9000, 100, [75, 77]));
  expect(verdict.outcome).toBe('fail');
  expect(objectionsBy(verdict, 'late-answers')).toEqual([
    'missed: With 200 answers to what was sent in the judged time that came after it, section has p95 9,000 ms, target < 300 ms.',
    'missed: With 200 answers to what was sent in the judged time that came after it, section has p99 9,000 ms, target < 1,000 ms.',
  ]);
});
