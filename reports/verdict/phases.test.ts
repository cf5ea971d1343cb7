import { expect, it } from 'vitest';
import { addRequests, askFor, cutAfter, failRequests, timeout } from '../testing/faults.ts';
import { objectionsBy, verdictOn } from '../testing/judge-run.ts';
import type { PlannedPhase } from '../testing/synthetic-run.ts';

const drill: readonly PlannedPhase[] = [
  { name: 'ramp', kind: 'ramp', seconds: 10, visitors: 600 },
  { name: 'before', kind: 'hold', seconds: 40, visitors: 600 },
  { name: 'failover', kind: 'fault', seconds: 20, visitors: 600 },
  { name: 'recovery', kind: 'recovery', seconds: 15, visitors: 600 },
  { name: 'after', kind: 'hold', seconds: 35, visitors: 600 },
];
const steps: readonly PlannedPhase[] = [
  { name: 'ramp', kind: 'ramp', seconds: 10, visitors: 300 },
  { name: '300 visitors', kind: 'step', seconds: 40, visitors: 300 },
  { name: '600 visitors', kind: 'step', seconds: 40, visitors: 600 },
  { name: '900 visitors', kind: 'step', seconds: 40, visitors: 900 },
];

it('judges the holds around a fault, each by itself, and never what happens in it', async () => {
  const verdict = await verdictOn(
    (run) => {
      addRequests('offers', 'ok', 5000, 20, [50, 85])(run);
      failRequests('offers', timeout, 20, [50, 85])(run);
    },
    { phases: drill },
  );
  expect(verdict.outcome).toBe('pass');
  expect(new Set(verdict.objectives.map(({ phase }) => phase))).toEqual(
    new Set(['before', 'after']),
  );
  expect(verdict.load).toMatchObject({ judgedSeconds: 75, failed: 700 });
  expect(verdict.reasons).toContain(
    'The load was held: 600 of 600 visitors at once for 40 s in before and 600 of 600 visitors at once for 35 s in after, at 28.5 requests/s.',
  );
  expect(
    verdict.phases.map(({ name, kind, judged, from, seconds, failed }) => ({
      name,
      kind,
      judged,
      from,
      seconds,
      failed,
    })),
  ).toEqual([
    {
      name: 'ramp',
      kind: 'ramp',
      judged: false,
      from: '2026-07-01T08:00:00.000Z',
      seconds: 10,
      failed: 0,
    },
    {
      name: 'before',
      kind: 'hold',
      judged: true,
      from: '2026-07-01T08:00:10.000Z',
      seconds: 40,
      failed: 0,
    },
    {
      name: 'failover',
      kind: 'fault',
      judged: false,
      from: '2026-07-01T08:00:50.000Z',
      seconds: 20,
      failed: 400,
    },
    {
      name: 'recovery',
      kind: 'recovery',
      judged: false,
      from: '2026-07-01T08:01:10.000Z',
      seconds: 15,
      failed: 300,
    },
    {
      name: 'after',
      kind: 'hold',
      judged: true,
      from: '2026-07-01T08:01:25.000Z',
      seconds: 35,
      failed: 0,
    },
  ]);
});

it('names the phase in which an objective was missed', async () => {
  const verdict = await verdictOn(addRequests('offers', 'ok', 900, 2, [95, 120]), {
    phases: drill,
  });
  expect(verdict.outcome).toBe('fail');
  expect(objectionsBy(verdict, 'objectives')[0]).toMatch(
    /^missed: 1 of \d+ latency objectives missed, offers in after: p95 900 ms, target < 300 ms\.$/,
  );
  const missed = verdict.objectives.filter(({ met }) => met === false);
  expect(missed.map(({ name, phase }) => ({ name, phase }))).toEqual([
    { name: 'reads: p95 of offers in after', phase: 'after' },
  ]);
});

it('says many missed objectives in one sentence, the worst first', async () => {
  const verdict = await verdictOn(
    (run) => {
      for (const [name, ms] of [
        ['home', 1993],
        ['offers', 900],
        ['units', 700],
      ] as const)
        addRequests(name, 'ok', ms, 3, [90, 130])(run);
    },
    { phases: steps },
  );
  expect(objectionsBy(verdict, 'objectives')[0]).toMatch(
    /^missed: 4 of \d+ latency objectives missed, worst home in 900 visitors: p95 1,993 ms, target < 300 ms; also offers in 900 visitors p95 900 ms, units in 900 visitors p95 69\d ms and home in 900 visitors p99 1,993 ms\.$/,
  );
});

it('judges each step by the visitors that it asked for', async () => {
  const good = await verdictOn(() => {}, { phases: steps });
  expect(good.outcome).toBe('pass');
  const short = await verdictOn(
    (run) => {
      for (const phase of run.manifest.phases) if (phase.visitors === 900) phase.visitors = 1000;
    },
    { phases: steps },
  );
  expect(short.outcome).toBe('invalid');
  expect(objectionsBy(short, 'load-held')).toEqual([
    'invalid: The load was not held: 900 of 1,000 visitors at once for 40 s in 900 visitors (90 %); at least 99 % needed.',
  ]);
});

it('judges a run that ended before its last step on the others', async () => {
  const verdict = await verdictOn(cutAfter(90, 'interrupted'), { phases: steps });
  expect(verdict.outcome).toBe('inconclusive');
  expect(verdict.reasons).toContain(
    'The run ended early (interrupted): judged on 1 min 20 s of the 2 min planned.',
  );
  expect(verdict.phases.at(-1)).toMatchObject({ name: '900 visitors', from: null, seconds: 0 });
});

it('does not pass when a step had no requests', async () => {
  const verdict = await verdictOn(
    (run) => {
      const quiet = (t: number): boolean =>
        t >= Date.UTC(2026, 6, 1, 8, 0, 50) / 1000 && t < Date.UTC(2026, 6, 1, 8, 1, 30) / 1000;
      run.histograms = run.histograms.filter(({ t }) => !quiet(t));
      run.series = run.series.map((line) =>
        quiet(line.t) ? { ...line, counters: { ...line.counters, requests: 0 } } : line,
      );
    },
    { phases: steps },
  );
  expect(verdict.outcome).toBe('inconclusive');
  expect(objectionsBy(verdict, 'run-complete')).toEqual([
    'inconclusive: There are no requests to judge in 600 visitors.',
  ]);
});

it('names no phase where there is only one', async () => {
  const verdict = await verdictOn(askFor(1000));
  expect(new Set(verdict.objectives.map(({ phase }) => phase))).toEqual(new Set([null]));
});
