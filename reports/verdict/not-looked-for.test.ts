import { describe, expect, it } from 'vitest';
import { lossKinds } from '../../core/run-folder/files/invariants.ts';
import { checkOnly } from '../testing/faults.ts';
import { verdictOn } from '../testing/judge-run.ts';
import { byScript } from '../testing/script-run.ts';

describe('what no invariant of a run looked for', () => {
  it('is told of a pass, beside what holds', async () => {
    const kinds = ['sale', 'copies', 'money', 'readers'] as const;
    const verdict = await verdictOn(checkOnly(kinds, 5));
    expect(verdict.outcome).toBe('pass');
    expect(verdict.notLookedFor).toEqual(['time']);
    expect(verdict.reasons).toContain(
      'Nobody looked for steps out of order or never taken: no invariant of that kind had anything to check.',
    );
  });

  it('is what had nothing to check, but for what clients were told', async () => {
    const verdict = await verdictOn(checkOnly(lossKinds, 0));
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
    expect((await verdictOn(checkOnly(lossKinds, 5))).notLookedFor).toEqual([]);
    const older = await verdictOn((run) => {
      for (const check of run.invariants) delete check.kind;
    });
    expect(older.notLookedFor).toBeNull();
  });
});
