import type { InvariantCheck } from '../../core/run-folder/files/invariants.ts';
import { mostKept } from './first-few.ts';
import type { Fold } from './fold.ts';

type Example = InvariantCheck['examples'][number];

/** What the checks of one invariant came to. Those of one tenant repeat themselves during a run. */
export interface CheckedInvariant {
  /** What is lost where it is violated; undefined where the run does not say. */
  readonly kind: InvariantCheck['kind'];
  readonly tenants: Map<string, CheckedTenant>;
  /** Different ones, the first few, each with its tenant. */
  readonly examples: Map<string, Example>;
}

interface CheckedTenant {
  /** Rows that the last check looked at. */
  checked: number;
  /** The most that any check found. */
  violations: number;
  /** Whether it was checked once the load was over. */
  after: boolean;
}

/** Adds checks up by the name of their invariant. */
export function invariantFold(): Fold<InvariantCheck, Map<string, CheckedInvariant>> {
  const byName = new Map<string, CheckedInvariant>();
  return {
    add: (batch) => {
      for (const check of batch) addCheck(byName, check);
    },
    value: () => byName,
  };
}

function addCheck(byName: Map<string, CheckedInvariant>, check: InvariantCheck): void {
  const { name, kind, tenant, phase, checked, violations } = check;
  const known = byName.get(name) ?? { kind, tenants: new Map(), examples: new Map() };
  const before = known.tenants.get(tenant);
  known.tenants.set(tenant, {
    checked,
    violations: Math.max(violations, before?.violations ?? violations),
    after: phase === 'after' || before?.after === true,
  });
  for (const example of check.examples) {
    if (known.examples.size === mostKept) break;
    const row = { tenant, ...example };
    known.examples.set(JSON.stringify(row), row);
  }
  byName.set(name, known);
}
