import { describe, expect, it } from 'vitest';
import { lossKinds } from '../../core/run-folder/files/invariants.ts';
import { verdictOn } from '../testing/judge-run.ts';
import { byScript } from '../testing/script-run.ts';
import type { SyntheticRun } from '../testing/synthetic-run.ts';

/** The synthetic run's checks, one of each of these kinds, and as many rows looked at. */
const checking = (kinds: readonly (typeof lossKinds)[number][], checked: number) => {
  return (run: SyntheticRun): void => {
    const [check] = run.invariants;
    if (check === undefined) throw new Error('the synthetic run checks no invariant');
    const tenants = run.manifest.target.tenants;
    run.invariants = kinds.flatMap((kind) =>
      tenants.map((tenant) => ({
        ...check,
        phase: 'after' as const,
        name: `some-${kind}`,
        kind,
        tenant,
        checked,
      })),
    );
  };
};

describe('what no invariant of a run looked for', () => {
  it('is told of a pass, beside what holds', async () => {
    const kinds = ['sale', 'copies', 'money', 'readers'] as const;
    const verdict = await verdictOn(checking(kinds, 5));
    expect(verdict.outcome).toBe('pass');
    expect(verdict.notLookedFor).toEqual(['time']);
    expect(verdict.reasons).toContain(
      'Nobody looked for steps out of order or never taken: no invariant of that kind had anything to check.',
    );
  });

  it('is what had nothing to check, but for what clients were told', async () => {
    const verdict = await verdictOn(checking(lossKinds, 0));
    expect(verdict.notLookedFor).toEqual(['sale', 'copies', 'money', 'time', 'readers']);
  });

  it('is everything for a script on a system without a database', async () => {
    const verdict = await verdictOn(byScript());
    expect(verdict.notLookedFor).toEqual(lossKinds);
    expect(verdict.reasons).toContain(
      'Nobody looked for anything that a booking system can lose: no invariant had anything to check.',
    );
  });

  it('is nothing where there is an invariant of every kind, and not known of versions that did not say', async () => {
    expect((await verdictOn(checking(lossKinds, 5))).notLookedFor).toEqual([]);
    const older = await verdictOn((run) => {
      for (const check of run.invariants) delete check.kind;
    });
    expect(older.notLookedFor).toBeNull();
  });
});
