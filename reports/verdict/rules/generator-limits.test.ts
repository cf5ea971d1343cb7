import { expect, it } from 'vitest';
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
