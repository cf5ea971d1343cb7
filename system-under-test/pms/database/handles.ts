import type { Kysely } from 'kysely';
import type { RowDataPacket } from 'mysql2';
import { isLostConnection } from './errors.ts';
import { kyselyOver } from './kysely-pool.ts';
import type { PoolFigures, RetiringPool } from './pool.ts';

export type SqlValue = string | number | null;
export type SelectSql = `SELECT ${string}`;

/**
 * What may be done on a reader. A write does not compile here: statements must begin with SELECT, and of kysely only
 * its queries are offered.
 */
export interface Reader<Schema> {
  /** Runs a prepared statement; asked again once, on a new connection, when the connection died under it. */
  readonly rows: <Row extends object>(
    sql: SelectSql,
    values?: readonly SqlValue[],
  ) => Promise<Row[]>;
  readonly selectFrom: Kysely<Schema>['selectFrom'];
  readonly figures: () => PoolFigures;
  readonly close: () => Promise<void>;
}

/** What may be done on the writer. Nothing that writes is ever tried again by itself: its first try may have worked. */
export interface Writer<Schema> extends Reader<Schema> {
  readonly kysely: Kysely<Schema>;
}

export function openReader<Schema>(pool: RetiringPool): Reader<Schema> {
  const kysely = kyselyOver<Schema>(pool);
  return handle(pool, kysely);
}

export function openWriter<Schema>(pool: RetiringPool): Writer<Schema> {
  const kysely = kyselyOver<Schema>(pool);
  return { ...handle(pool, kysely), kysely };
}

function handle<Schema>(pool: RetiringPool, kysely: Kysely<Schema>): Reader<Schema> {
  return {
    async rows<Row extends object>(
      sql: SelectSql,
      values: readonly SqlValue[] = [],
    ): Promise<Row[]> {
      const started = pool.now();
      try {
        return await runOn<Row>(pool, sql, values);
      } catch (error) {
        if (!isLostConnection(error)) throw error;
        return await runOn<Row>(pool, sql, values, started);
      }
    },
    selectFrom: kysely.selectFrom.bind(kysely),
    figures: pool.figures,
    close: pool.close,
  };
}

async function runOn<Row extends object>(
  pool: RetiringPool,
  sql: SelectSql,
  values: readonly SqlValue[],
  since?: number,
): Promise<Row[]> {
  const connection = await pool.acquire(since);
  return new Promise((resolve, reject) => {
    connection.execute<(Row & RowDataPacket)[]>(
      { sql, timeout: pool.queryTimeout },
      [...values],
      (error, rows) => {
        pool.release(connection, error ?? undefined);
        if (error === null) resolve(rows);
        else reject(error);
      },
    );
  });
}
