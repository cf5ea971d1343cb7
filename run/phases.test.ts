import { describe, expect, it } from 'vitest';
import type { Phase } from '../core/run-folder/manifest/phase.ts';
import { followPhases } from './phases.ts';
import type { PhaseHooks } from './phases.ts';

function phase(kind: Phase['kind'], seconds?: number): Phase {
  return { name: kind, kind, ...(seconds === undefined ? {} : { seconds }) };
}

interface Followed {
  readonly phases: Phase[];
  readonly told: string[];
}

/** Follows phases of a load that began at `began` and is over when `over` aborts. */
async function follow(
  phases: readonly Phase[],
  over: AbortSignal,
  more: PhaseHooks = {},
): Promise<Followed> {
  const told: string[] = [];
  const beganAt = Date.now();
  const followed = await followPhases(phases, {
    now: Date.now,
    beganAt: () => beganAt,
    over,
    hooks: {
      before: async (one) => {
        told.push(`before ${one.name}`);
        await more.before?.(one);
      },
      after: async (one) => {
        told.push(`after ${one.name}`);
        await more.after?.(one);
      },
    },
    changed: async () => undefined,
  });
  return { phases: followed, told };
}

function lengthOf({ startedAt, endedAt }: Phase): number | undefined {
  if (startedAt === undefined || endedAt === undefined) return undefined;
  return (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
}

describe('phases', () => {
  it('follow one another without a gap, as long as planned, with the hooks around each', async () => {
    const planned = [
      phase('ramp', 0.05),
      phase('hold', 0.1),
      phase('fault', 0),
      phase('recovery', 0.05),
    ];
    const { phases, told } = await follow(planned, new AbortController().signal);
    expect(phases.map(lengthOf)).toEqual([0.05, 0.1, 0, 0.05]);
    expect(phases.slice(1).map(({ startedAt }) => startedAt)).toEqual(
      phases.slice(0, -1).map(({ endedAt }) => endedAt),
    );
    expect(told).toEqual(planned.flatMap(({ name }) => [`before ${name}`, `after ${name}`]));
  });

  it('end with a load that ends early: the one it is in is cut, those after it never were', async () => {
    const over = new AbortController();
    const { phases, told } = await follow(
      [phase('ramp', 0), phase('hold', 3600), phase('recovery', 60)],
      over.signal,
      { before: async ({ kind }) => (kind === 'hold' ? over.abort() : undefined) },
    );
    expect(told).toEqual(['before ramp', 'after ramp', 'before hold', 'after hold']);
    expect(lengthOf(phases[1] ?? phase('hold'))).toBeLessThan(60);
    expect(phases[2]).toEqual(phase('recovery', 60));
  });

  it('without planned seconds last until the load is over', async () => {
    const over = new AbortController();
    const following = follow([phase('hold')], over.signal, { before: async () => over.abort() });
    expect((await following).phases[0]).toMatchObject({
      kind: 'hold',
      endedAt: expect.any(String),
    });
  });

  it('have no times when no load ever began', async () => {
    const over = new AbortController();
    over.abort();
    const phases = [phase('ramp', 1), phase('hold', 1)];
    const followed = await followPhases(phases, {
      now: Date.now,
      beganAt: () => undefined,
      over: over.signal,
      hooks: {},
      changed: () => Promise.reject(new Error('nothing can have changed')),
    });
    expect(followed).toEqual(phases);
  });

  it('end the run with what a hook throws', async () => {
    const failing = follow([phase('hold', 60)], new AbortController().signal, {
      before: () => Promise.reject(new Error('the fault could not be injected')),
    });
    await expect(failing).rejects.toThrow('the fault could not be injected');
  });
});
