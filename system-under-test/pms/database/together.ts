import { type Compilable, CompiledQuery } from 'kysely';
import type { Writer } from './handles.ts';
import { commit } from './kysely-pool.ts';
import type { TenantTransaction } from './transaction.ts';
import type { Tables } from '../schema/tables.ts';

/**
 * Sends statements that need nothing of one another's results in one round trip: a statement of its own costs both
 * sides more for being sent and answered than for what it does. They are carried out in order; the first that fails is
 * thrown, and none after it is carried out.
 */
export async function together(
  transaction: TenantTransaction,
  statements: readonly Compilable[],
): Promise<void> {
  await transaction.executeQuery(joined(statements));
}

/** Sends statements and, in the same round trip, a question after them, whose rows are returned. */
export async function togetherWith<Row>(
  transaction: TenantTransaction,
  statements: readonly Compilable[],
  question: Compilable<Row>,
): Promise<readonly Row[]> {
  const { rows } = await transaction.executeQuery(joined([...statements, question]));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the driver gives a result a statement, in order
  return rows.at(-1) as readonly Row[];
}

/**
 * Sends the last statements of a transaction with its commit, in one round trip: rows that many want are then held for as
 * long as the database takes, not for as long as a busy task takes to answer. The transaction's end then sends none.
 */
export async function commitTogether(
  transaction: TenantTransaction,
  statements: readonly Compilable[],
): Promise<void> {
  await together(transaction, [...statements, statement(commit)]);
}

/** Sends such statements one by one, as those do who write them where they think of them. */
export async function inTurn(
  transaction: TenantTransaction,
  statements: readonly Compilable[],
): Promise<void> {
  for (const statement of statements) await transaction.executeQuery(statement.compile());
}

/** Carries out such statements as a transaction of their own, also in one round trip: all of them or none. */
export async function allOrNone(
  { kysely }: Writer<Tables>,
  statements: readonly Compilable[],
): Promise<void> {
  await kysely.transaction().execute((transaction) => commitTogether(transaction, statements));
}

/** A statement without parameters, as it is written. */
export function statement(sql: string): Compilable {
  return { compile: () => CompiledQuery.raw(sql) };
}

function joined(statements: readonly Compilable[]): CompiledQuery {
  const compiled = statements.map((each) => each.compile());
  return CompiledQuery.raw(
    compiled.map(({ sql }) => sql).join('; '),
    compiled.flatMap(({ parameters }) => [...parameters]),
  );
}
