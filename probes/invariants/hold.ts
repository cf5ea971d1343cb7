import type { Connection } from 'mysql2/promise';
import { rowsOf } from '../database.ts';
import type { FlatRow } from '../database.ts';
import { examplesKept } from './invariant.ts';
import type { Findings, Invariant, Scope, StatementInvariant } from './invariant.ts';

/**
 * Holds one invariant against one tenant's database.
 * @throws whatever the database says, as it says it
 */
export async function hold(invariant: Invariant, scope: Scope): Promise<Findings> {
  return 'check' in invariant ? invariant.check(scope) : ask(scope.writer, invariant);
}

async function ask(
  connection: Connection,
  { checked, violations }: Pick<StatementInvariant, 'checked' | 'violations'>,
): Promise<Findings> {
  const [counted] = await rowsOf(connection, checked);
  const found = await rowsOf(
    connection,
    `SELECT v.*, COUNT(*) OVER () AS violation_count FROM (${violations}) v LIMIT ${examplesKept}`,
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
