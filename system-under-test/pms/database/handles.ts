import type { Kysely } from 'kysely';
import type { RowDataPacket } from 'mysql2';
import { ask } from './ask.ts';
import { kyselyOver, readingKysely } from './kysely-pool.ts';
import type { PoolFigures, RetiringPool } from './pool.ts';

export type SqlValue = string | number | null;
export type SelectSql = `SELECT ${string}`;

/**
 * What may be done on a reader. A write does not compile here: statements must begin with SELECT, and of kysely only
 * its queries are offered. What is asked is asked again once, on a new connection, when the connection died under it.
 */
export interface Reader<Schema> {
  /** Runs a prepared statement. */
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
  const kysely = readingKysely<Schema>(pool);
  return {
    async rows<Row extends object>(sql: SelectSql, values: readonly SqlValue[] = []) {
      return ask<(Row & RowDataPacket)[]>(pool, (connection, done) => {
        connection.execute({ sql, timeout: pool.queryTimeout }, [...values], done);
      });
    },
    selectFrom: kysely.selectFrom.bind(kysely),
    figures: pool.figures,
    close: pool.close,
  };
}

export function openWriter<Schema>(pool: RetiringPool): Writer<Schema> {
  return { ...openReader<Schema>(pool), kysely: kyselyOver<Schema>(pool) };
}
