import type { InvariantCheck } from '../core/run-folder/files/invariants.ts';
import type { TargetDatabase } from '../targets/target.ts';
import { withConnection } from './database/connection.ts';
import { hold } from './invariants/hold.ts';
import { invariants } from './invariants/index.ts';

/**
 * Holds the invariants against every tenant's database: the cheap ones while load runs, all of them after it.
 * @throws database-gone
 */
export async function* checkInvariants(
  database: TargetDatabase,
  phase: InvariantCheck['phase'],
  now: () => number,
): AsyncGenerator<InvariantCheck> {
  const due = Object.entries(invariants).filter(
    ([, { cost }]) => phase === 'after' || cost === 'cheap',
  );
  for (const [tenant, schema] of Object.entries(database.schemas)) {
    for (const [name, invariant] of due) {
      const found = await withConnection(database, database.writer, schema, (writer) =>
        hold(invariant, { tenant, phase, database, writer }),
      );
      yield { at: now(), name, kind: invariant.kind, tenant, phase, ...found };
    }
  }
}
