import type { Connection } from 'mysql2/promise';
import type { InvariantCheck } from '../core/run-folder/files/invariants.ts';
import type { TargetDatabase } from '../targets/target.ts';
import { rowsOf, withConnection } from './database.ts';
import type { FlatRow } from './database.ts';
import { invariants } from './invariants/index.ts';
import type { Invariant } from './invariants/invariant.ts';

/** How many violations are named; all are counted. */
const examplesKept = 20;

/**
 * Holds every invariant against every tenant's database, on the writer.
 * @throws database-gone
 */
export async function* checkInvariants(
  database: TargetDatabase,
  phase: InvariantCheck['phase'],
  now: () => number,
): AsyncGenerator<InvariantCheck> {
  for (const [tenant, schema] of Object.entries(database.schemas)) {
    for (const invariant of invariants) {
      const found = await withConnection(database, database.writer, schema, (c) =>
        holdAgainst(c, invariant),
      );
      yield { at: now(), name: invariant.name, tenant, phase, ...found };
    }
  }
}

async function holdAgainst(
  connection: Connection,
  invariant: Invariant,
): Promise<Pick<InvariantCheck, 'checked' | 'violations' | 'examples'>> {
  const [counted] = await rowsOf(connection, invariant.checked);
  const found = await rowsOf(
    connection,
    `SELECT v.*, COUNT(*) OVER () AS violation_count FROM (${invariant.violations}) v LIMIT ${examplesKept}`,
  );
  return {
    checked: Number(counted?.['checked'] ?? 0),
    violations: Number(found[0]?.['violation_count'] ?? 0),
    examples: found.map(withoutCount),
  };
}

function withoutCount(row: FlatRow): FlatRow {
  return Object.fromEntries(Object.entries(row).filter(([column]) => column !== 'violation_count'));
}
