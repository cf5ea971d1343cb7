import type { Evidence } from '../evidence/evidence.ts';
import type { InvariantResult } from './schema.ts';
import { sum } from './load.ts';

/**
 * One result for each invariant that was checked in the database. Checks of one tenant repeat themselves during a run,
 * so the most that one check found counts, and the last tells how much was looked at.
 */
export function databaseInvariants({ invariants }: Evidence): InvariantResult[] {
  return [...invariants].map(([name, { tenants, examples }]) => {
    const ofTenants = [...tenants.values()];
    return {
      name,
      checked: sum(ofTenants.map(({ checked }) => checked)),
      violations: sum(ofTenants.map(({ violations }) => violations)),
      examples: [...examples.values()],
    };
  });
}
