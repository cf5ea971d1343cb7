import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { isJudged, phaseKinds, type Phase } from '../../core/run-folder/manifest/phase.ts';
import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import { testManifest } from '../../core/run-folder/testing/manifest.ts';
import { judgedPeriods, phasePeriods, secondsOf, within } from './period.ts';

const start = Date.UTC(2026, 6, 1, 8) / 1000;
const iso = (second: number): string => new Date((start + second) * 1000).toISOString();

const plan = fc.array(
  fc.record({
    kind: fc.constantFrom(...phaseKinds),
    seconds: fc.option(fc.nat(40), { nil: undefined, freq: 5 }),
    /** How much longer or shorter it really was, in milliseconds. */
    late: fc.integer({ min: -1500, max: 1500 }),
  }),
  { minLength: 1, maxLength: 7 },
);
type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

/** A run that followed its plan until a second, after which it ended in order or crashed. */
function runOf(phases: Plan, until: number, crashed: boolean): Manifest {
  let next = 0;
  const timed = phases.map(({ kind, seconds, late }, index): Phase => {
    const from = next;
    const to = Math.min(Math.max(from, from + (seconds ?? Infinity) + late / 1000), until);
    next = Math.max(from, to);
    return {
      name: `phase ${index}`,
      kind,
      ...(seconds === undefined ? {} : { seconds }),
      ...(from < until ? { startedAt: iso(from) } : {}),
      ...(from < until && !(crashed && to === until) ? { endedAt: iso(to) } : {}),
    };
  });
  return testManifest({
    phases: timed,
    startedAt: iso(-5),
    loadStartedAt: iso(0),
    ...(crashed ? {} : { loadEndedAt: iso(until), endedAt: iso(until + 4) }),
  });
}

const runs = fc
  .tuple(plan, fc.integer({ min: 1, max: 200 }), fc.boolean(), fc.option(fc.nat(220)))
  .map(([phases, until, crashed, last]) => ({
    manifest: runOf(phases, until, crashed),
    until,
    crashed,
    lastSecond: last === null ? undefined : start + last,
  }));

describe('the phases of a run', () => {
  test.prop([runs])('follow one another without overlapping', ({ manifest, lastSecond }) => {
    const phases = phasePeriods(manifest, start, lastSecond);
    let before = start;
    for (const { period } of phases) {
      expect(period.from).toBeGreaterThanOrEqual(before);
      expect(period.to).toBeGreaterThanOrEqual(period.from);
      expect(Number.isInteger(period.from) && Number.isInteger(period.to)).toBe(true);
      before = period.to;
    }
  });

  test.prop([runs])(
    'end with the load and with the data',
    ({ manifest, lastSecond, until, crashed }) => {
      const ends = phasePeriods(manifest, start, lastSecond).map(({ period }) => period.to);
      const dataEnd = Math.max(start, (lastSecond ?? -Infinity) + 1);
      expect(Math.max(...ends)).toBeLessThanOrEqual(dataEnd);
      if (!crashed) expect(Math.max(...ends)).toBeLessThanOrEqual(start + until);
    },
  );

  test.prop([runs])(
    'tell how long they lasted only when they ended in order',
    ({ manifest, lastSecond }) => {
      for (const [index, { lasted }] of phasePeriods(manifest, start, lastSecond).entries())
        expect(lasted !== undefined).toBe(manifest.phases[index]?.endedAt !== undefined);
    },
  );

  test.prop([runs])(
    'are judged in exactly the seconds of holds and steps',
    ({ manifest, lastSecond }) => {
      const phases = phasePeriods(manifest, start, lastSecond);
      const judged = judgedPeriods(phases);
      const seconds = phases.filter(isJudged).map(({ period }) => secondsOf([period]));
      expect(secondsOf(judged)).toBe(seconds.reduce((sum, n) => sum + n, 0));
      for (const phase of phases) {
        for (let second = phase.period.from; second < phase.period.to; second += 1)
          expect(within(judged, second)).toBe(isJudged(phase));
      }
      for (const [index, { from }] of judged.entries())
        if (index > 0) expect(from).toBeGreaterThan(judged[index - 1]?.to ?? Infinity);
    },
  );
});

test('a hold that a crash cut off lasts as planned, and no longer than there are data', () => {
  const manifest = testManifest({
    loadStartedAt: iso(0),
    phases: [
      { name: 'ramp', kind: 'ramp', seconds: 10, startedAt: iso(0), endedAt: iso(10) },
      { name: 'hold', kind: 'hold', seconds: 60, startedAt: iso(10) },
      { name: 'after', kind: 'hold', seconds: 60 },
    ],
  });
  const periods = (lastSecond: number): (readonly [number, number])[] =>
    phasePeriods(manifest, start, start + lastSecond).map(
      ({ period }) => [period.from - start, period.to - start] as const,
    );
  expect(periods(39)).toEqual([
    [0, 10],
    [10, 40],
    [40, 40],
  ]);
  expect(periods(99)).toEqual([
    [0, 10],
    [10, 70],
    [70, 100],
  ]);
});
