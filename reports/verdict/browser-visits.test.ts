import { expect, it } from 'vitest';
import { withBrowser } from '../testing/browsers.ts';
import { objectionsBy, verdictOn } from '../testing/judge-run.ts';
import type { SyntheticRun } from '../testing/synthetic-run.ts';

const stuck = 'page /book: it did not become interactive within 10 s';

function whoNeverCame(run: SyntheticRun): void {
  withBrowser()(run);
  run.webVitals = [];
}

function whoseK6WasKilled(run: SyntheticRun): void {
  withBrowser()(run);
  const browsers = { count: 1, version: '156.0', failure: 'k6 with the browsers ended by SIGKILL' };
  run.manifest.engine = { ...run.manifest.engine, browsers };
}

/** The engine opens no page for the first of six. */
const notPlayed =
  (count: number) =>
  (run: SyntheticRun): void => {
    withBrowser()(run);
    let nth = 0;
    run.webVitals = (run.webVitals ?? []).map((line) =>
      line.kind === 'visit' && (nth += 1) <= count
        ? { ...line, notPlayed: 'timed out after 20s' }
        : line,
    );
  };

it.each([
  ['who all got through', withBrowser(), 'pass', []],
  [
    'who never came',
    whoNeverCame,
    'inconclusive',
    [
      'inconclusive: No real browser visited, though one was to (Chromium 156.0): see engine.log for why.',
    ],
  ],
  [
    'of whom one did not get through',
    withBrowser([stuck]),
    'inconclusive',
    [`inconclusive: 1 of 6 visits of real browsers came to no end, the first for this: ${stuck}.`],
  ],
  [
    'on whom a page never reacted',
    withBrowser(Array.from({ length: 6 }, () => stuck)),
    'fail',
    [`missed: 6 of 6 visits of real browsers came to no end, the first for this: ${stuck}.`],
  ],
  [
    'of whose visits the engine did not play one, which says nothing of the pages',
    notPlayed(1),
    'pass',
    [
      'remark: 1 of 6 visits of real browsers was not played, as the engine opened no page: timed out after 20s.',
    ],
  ],
  [
    'of whose visits the engine did not play half',
    notPlayed(3),
    'inconclusive',
    [
      'inconclusive: 3 of 6 visits of real browsers were not played, as the engine opened no page: timed out after 20s.',
    ],
  ],
  [
    'whose k6 was killed',
    whoseK6WasKilled,
    'inconclusive',
    ['inconclusive: k6 with the browsers ended by SIGKILL: what browsers measured is not whole.'],
  ],
])('judges browsers %s', async (_, plant, outcome, objections) => {
  const verdict = await verdictOn(plant);
  expect(objectionsBy(verdict, 'browser-visits')).toEqual(objections);
  expect(verdict.outcome).toBe(outcome);
});
