import { fc, test } from '@fast-check/vitest';
import { beforeAll, expect, it } from 'vitest';
import type { HistogramLine, RequestOutcome } from '../../../core/statistics/histogram-line.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { readEvidence } from '../../evidence/read.ts';
import { addToTable, emptyTable } from '../../evidence/request-table.ts';
import { lineOf } from '../../testing/synthetic-load.ts';
import { healthyRun, loadStartedAt } from '../../testing/synthetic-run.ts';
import { temporaryRun } from '../../testing/write-run.ts';
import { judgeObjectives } from '../kinds/index.ts';
import { objectivesSchema } from '../schema.ts';
import { followPhase } from './phase.ts';

const rampSeconds = 2;
const holdSeconds = 24;
const start = loadStartedAt / 1000;
const from = start + rampSeconds;

/** What came in a second of the hold. */
interface Came {
  readonly fast: number;
  readonly slow: number;
  readonly failed: number;
}

const good = fc.record({ fast: fc.nat(12), slow: fc.constant(0), failed: fc.constant(0) });
const mixed = fc.record({ fast: fc.nat(12), slow: fc.nat(4), failed: fc.nat(2) });
/** A bad beginning, and a rest that is mostly good, at no more than twice the rate. */
const runs = fc
  .tuple(
    fc.array(mixed, { minLength: 1, maxLength: 12 }),
    fc.array(fc.oneof({ weight: 5, arbitrary: good }, { weight: 1, arbitrary: mixed }), {
      minLength: holdSeconds,
      maxLength: holdSeconds,
    }),
  )
  .map(([begin, rest]) => [...begin, ...rest].slice(0, holdSeconds));

const limits = fc.constantFrom(
  { p95: 100 },
  { p50: 100, p99: 400 },
  { errorRate: 0.05 },
  { errorRate: 0 },
  { p95: 100, inSeconds: 0.9 },
  { errorRate: 0.2, inSeconds: 0.9 },
  { throughput: 5 },
  { throughput: 3, inSeconds: 0.9 },
);
const names = fc.constantFrom(
  { requests: ['page'] },
  { requests: ['*'], together: true },
  { requests: ['*'] },
  { requests: ['*'], tenants: ['riviera'] },
  { requests: ['page'], tenants: ['*'] },
);

function objectivesWith(of: object): string {
  return JSON.stringify({
    windows: { seconds: 6, slideSeconds: 2, burnRate: 3 },
    objectives: [{ name: 'it', ...of }],
  });
}

/** Fast ones are of one tenant in every second second; all others are of another. */
function linesOf(t: number, { fast, slow, failed }: Came): HistogramLine[] {
  const lines = (...[name, outcome, n, ms]: [string, RequestOutcome, number, number]) =>
    lineOf(
      t,
      name,
      outcome,
      Array.from({ length: n }, () => ms),
    );
  const whose = t % 2 === 0 ? 'riviera' : 'dolomiti';
  return [
    ...lines('page', 'ok', fast, 20).map((line) => ({ ...line, tenant: whose })),
    ...lines('page', 'ok', slow, 500).map((line) => ({ ...line, tenant: 'riviera' })),
    ...lines('other', 'failed', failed, 5).map((line) => ({ ...line, tenant: 'riviera' })),
  ];
}

/** The second of the hold after which it was said that the objective is lost, and why. */
function lostAfter(text: string, came: readonly Came[]): [second: number, why: string] | undefined {
  const objectives = objectivesSchema.parse(JSON.parse(text));
  const phase = { name: 'hold', from, to: from + holdSeconds };
  const follower = followPhase(objectives, phase, emptyTable(0, 1), start);
  for (const [second, of] of came.entries()) {
    const why = follower.close(linesOf(from + second, of));
    if (why !== undefined) return [second, why];
  }
  return undefined;
}

let judged: Evidence;
beforeAll(async () => {
  await using run = await temporaryRun(healthyRun({ rampSeconds, holdSeconds, visitors: 10 }));
  judged = await readEvidence(run.folder, 1);
});

/** What the objectives come to when this was all that came. */
function resultsAfter(text: string, came: readonly Came[]): readonly (boolean | null)[] {
  const requests = emptyTable(from, 1);
  for (const [second, of] of came.entries())
    for (const line of linesOf(from + second, of)) addToTable(requests, line);
  const seen = { evidence: { ...judged, requests }, invariants: [] };
  return judgeObjectives(seen, objectivesSchema.parse(JSON.parse(text))).map(({ met }) => met);
}

test.prop([runs, limits, names], { numRuns: 500 })(
  'never gives up on a run that could still pass: whatever comes then, an objective is missed',
  (came, limit, of) => {
    const text = objectivesWith({ ...limit, ...of });
    const lost = lostAfter(text, came);
    if (lost === undefined) return;
    const before = came.slice(0, lost[0] + 1);
    const most = 2 * Math.max(...before.map(({ fast, slow }) => fast + slow));
    const rest = came.slice(before.length);
    const [capped, perfect] = [
      rest.map((one) => ({ ...one, fast: Math.min(one.fast, most) })),
      rest.map(() => ({ fast: most, slow: 0, failed: 0 })),
    ];
    for (const then of [capped, perfect, []])
      expect(resultsAfter(text, [...before, ...then])).toContain(false);
  },
);

test.prop([runs, limits, names], { numRuns: 100 })(
  'says nothing of what is met in the end',
  (came, limit, of) => {
    const text = objectivesWith({ ...limit, ...of });
    if (resultsAfter(text, came).every((met) => met === true))
      expect(lostAfter(text, came)).toBeUndefined();
  },
);

const busy: Came = { fast: 10, slow: 0, failed: 0 };
const slow: Came = { fast: 0, slow: 10, failed: 0 };

it.each([
  [
    'a window that spent too much, as soon as it is over',
    { p95: 100 },
    [busy, busy, slow, slow, slow, slow, busy],
    [
      5,
      'p95 of page: 66.7 % of 60 answers took 100 ms or longer from +0:02 to +0:08, at most 15 % may',
    ],
  ],
  [
    'one failure where none may be',
    { errorRate: 0 },
    [busy, { ...busy, failed: 1 }],
    [1, 'error rate of other: 1 failed by +0:04, and none may'],
  ],
  [
    'more bad seconds than may be',
    { p95: 100, inSeconds: 0.9 },
    [busy, slow, slow, slow, busy],
    [3, 'p95 of page: 3 of 4 s did not keep to < 100 ms by +0:06, and 90 % of 24 must'],
  ],
  [
    'a floor that is out of reach',
    { throughput: 50 },
    Array.from({ length: 24 }, () => busy),
    [
      5,
      'throughput of page: 60 answers came by +0:08, and 360 more in the 18 s left would not make 50.0/s',
    ],
  ],
])('gives up after %s, with the figure', (_, limit, came, expected) => {
  const [second, why] = expected;
  const text = objectivesWith({ requests: ['*'], ...limit });
  expect(lostAfter(text, came)).toEqual([second, `it cannot be met any more: ${String(why)}`]);
});

it('gives up for a tenant by its own requests, whenever it came', () => {
  const text = objectivesWith({ requests: ['page'], p95: 100, tenants: ['*'] });
  const all = objectivesWith({ requests: ['page'], p95: 100 });
  const fast: Came = { fast: 200, slow: 0, failed: 0 };
  const mixed: Came = { fast: 100, slow: 30, failed: 0 };
  const came = [fast, fast, mixed, mixed, mixed, mixed];
  expect(lostAfter(all, came)).toBeUndefined();
  expect(lostAfter(text, came)).toEqual([
    5,
    'it cannot be met any more: p95 of page of riviera: 23.1 % of 520 answers took 100 ms or longer from +0:02 to +0:08, at most 15 % may',
  ]);
});

it('counts what the whole phase may still bring, where no window spends too much', () => {
  const text = objectivesWith({ requests: ['page'], p95: 100 });
  const leaky: Came = { fast: 9, slow: 1, failed: 0 };
  const came = Array.from({ length: holdSeconds }, () => leaky);
  expect(lostAfter(text, came)).toEqual([
    16,
    'it cannot be met any more: p95 of page: 17 of 170 answers took 100 ms or longer by +0:19, more than 5 % even if 140 good ones came in the 7 s left',
  ]);
});
