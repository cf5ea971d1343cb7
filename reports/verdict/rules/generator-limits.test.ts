import { expect, it } from 'vitest';
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
