import { expect, it } from 'vitest';
import { add, emptyHistogram, toLine } from '../../../core/statistics/histogram.ts';
import { addRequests } from '../../testing/faults.ts';
import { byScript } from '../../testing/script-run.ts';
import { loadStartedAt } from '../../testing/synthetic-run.ts';
import { objectionsBy, verdictOn } from '../../testing/judge-run.ts';

it.each([1, 2])('on %i late seconds of ten, objects when there were several', async (late) => {
  const verdict = await verdictOn((run) => {
    const hold = run.health.slice(-10);
    run.health = hold.map((line, i) => ({ ...line, schedulingLagMs: i < late ? 500 : 3 }));
  });
  expect(objectionsBy(verdict, 'generator-limits')).toEqual(
    late === 1
      ? []
      : [
          "invalid: Timers on the generator's machine fired 500 ms late (p95), more than 100 ms: the machine was the limit.",
        ],
  );
});

it.each([
  ['just before it', -1.01, []],
  ['just after its end', 0.2, []],
  [
    'long after its end',
    4,
    [
      'inconclusive: Whether the generator was the limit is not known: generator-health.ndjson has nothing of the judged time.',
    ],
  ],
])('takes what was seen %s for what a short run was like', async (_, secondsAfter, objections) => {
  const verdict = await verdictOn((run) => {
    byScript()(run);
    run.histograms = [];
    run.series = run.series.slice(0, 1);
    addRequests('search', 'ok', 40, 1000, [0, 1])(run);
    const at = loadStartedAt + (1 + secondsAfter) * 1000;
    run.health = run.health.slice(0, 1).map((line) => ({ ...line, at }));
  });
  expect(objectionsBy(verdict, 'generator-limits')).toEqual(objections);
});

it.each([
  [
    'late',
    'event_loop_lag',
    250_000,
    [
      "invalid: The generator's event loop was 250 ms late (p95 of the worst of each fifth of a second), more than 100 ms: the generator could not keep up.",
    ],
  ],
  [
    'always at work',
    'event_loop_busy',
    970_000,
    [
      "invalid: The generator's event loop was at work 97 % of the time (median of the seconds), more than 90 %: answers waited in the generator. Play the load with more --generators.",
    ],
  ],
  ['late now and then', 'event_loop_lag', 90_000, []],
  ['mostly at work', 'event_loop_busy', 850_000, []],
])('objects to an event loop that is %s', async (_, name, micros, objections) => {
  const verdict = await verdictOn((run) => {
    const histogram = emptyHistogram();
    add(histogram, micros);
    for (const { t } of run.series) run.trends.push(toLine(histogram, { t, name }));
  });
  expect(objectionsBy(verdict, 'generator-limits')).toEqual(objections);
});
