import type { InvariantCheck } from '../../core/run-folder/files/invariants.ts';
import type { InvariantResult } from './schema.ts';

const mostExamples = 20;

/**
 * One result for each invariant that was checked in the database. Checks of one tenant repeat themselves during a run,
 * so the most that one check found counts, and the last tells how much was looked at.
 */
export function databaseInvariants(checks: readonly InvariantCheck[]): InvariantResult[] {
  const byName = Map.groupBy(checks, ({ name }) => name);
  return [...byName].map(([name, ofName]) => {
    const tenants = [...Map.groupBy(ofName, ({ tenant }) => tenant).values()];
    const examples = new Map(
      ofName.flatMap((check) =>
        check.examples.map((example) => {
          const row = { tenant: check.tenant, ...example };
          return [JSON.stringify(row), row] as const;
        }),
      ),
    );
    return {
      name,
      checked: tenants.reduce((total, ofTenant) => total + (ofTenant.at(-1)?.checked ?? 0), 0),
      violations: tenants.reduce(
        (total, ofTenant) => total + Math.max(...ofTenant.map((c) => c.violations)),
        0,
      ),
      examples: [...examples.values()].slice(0, mostExamples),
    };
  });
}
