import type { Connection } from 'mysql2/promise';
import { rowsOf } from '../database/connection.ts';
import type { FlatRow } from '../database/connection.ts';
import type { InvariantCheck } from '../../core/run-folder/files/invariants.ts';
import type { Invariant, Scope, StatementInvariant } from './invariant.ts';

/** How many violations are named; all are counted. */
const examplesKept = 20;

export type Findings = Pick<InvariantCheck, 'checked' | 'violations' | 'examples'>;

/**
 * Holds one invariant against one tenant's database.
 * @throws whatever the database says, as it says it
 */
export async function hold(invariant: Invariant, scope: Scope): Promise<Findings> {
  if (!('check' in invariant)) return ask(scope.writer, invariant);
  const { checked, violations } = await invariant.check(scope);
  return { checked, violations: violations.length, examples: violations.slice(0, examplesKept) };
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
