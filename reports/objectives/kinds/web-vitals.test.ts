import { expect, it } from 'vitest';
import { withBrowser } from '../../testing/browsers.ts';
import { verdictOn } from '../../testing/judge-run.ts';
import type { SyntheticRun } from '../../testing/synthetic-run.ts';
import type { Verdict } from '../../verdict/schema.ts';

const nothing = (): void => {};

async function judged(plant: (run: SyntheticRun) => void, objective: string): Promise<Verdict> {
  return verdictOn((run) => {
    plant(run);
    run.objectives = `objectives:
  - { name: it, ${objective} }
  - { name: reads, requests: ['*'], together: true, p95: 1000 }
`;
  });
}

const slowPages = withBrowser([], { lcp: 3000 });

function slowOnABusyMachine(run: SyntheticRun): void {
  slowPages(run);
  run.health = run.health.map((line) => ({ ...line, machineCpu: 0.94 }));
}

function fewVisits(run: SyntheticRun): void {
  withBrowser()(run);
  run.webVitals = run.webVitals.slice(0, 18);
}

it.each([
  [
    'pages that are fast enough',
    withBrowser(),
    "webVitals: ['*'], lcp: 2500, inp: 200, cls: 0.1",
    'pass',
    ['420 ms of 6 measurements', '24.0 ms of 6 measurements', '0.004 of 6 measurements'],
  ],
  ['slow pages', slowPages, "webVitals: ['*'], lcp: 2500", 'fail', ['3,000 ms of 6 measurements']],
  [
    'slow pages on a machine that was busy',
    slowOnABusyMachine,
    "webVitals: ['*'], lcp: 2500",
    'inconclusive',
    [
      '3,000 ms of 6 measurements; doubtful, as the machine was busy (94 %) and a browser then measures that',
    ],
  ],
  [
    'too few visits',
    fewVisits,
    'webVitals: [booking-page], lcp: 2500',
    'inconclusive',
    ['3 measurements, at least 4 needed'],
  ],
  [
    'pages that no browser saw',
    withBrowser(),
    'webVitals: [elsewhere], lcp: 2500',
    'inconclusive',
    [],
  ],
  ['a run without browsers', nothing, "webVitals: ['*'], lcp: 2500", 'inconclusive', []],
])('judges %s', async (_, plant, objective, outcome, observed) => {
  const verdict = await judged(plant, objective);
  const own = verdict.objectives.filter(({ objective: name }) => name === 'it');
  expect(own.map((result) => result.observed)).toEqual(observed);
  expect(verdict.outcome).toBe(outcome);
});
