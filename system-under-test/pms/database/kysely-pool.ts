import {
  Kysely,
  type MysqlConnection,
  MysqlDialect,
  type MysqlPool,
  type MysqlQueryResult,
} from 'kysely';
import type { PoolConnection } from 'mysql2';
import type { RetiringPool } from './pool.ts';

/** Kysely over a retiring pool: the same connections, time limit and maximum age as for statements written by hand. */
export function kyselyOver<Schema>(pool: RetiringPool): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new MysqlDialect({ pool: asKyselyPool(pool) }) });
}

function asKyselyPool(pool: RetiringPool): MysqlPool {
  return {
    getConnection: (callback) => {
      pool.acquire().then(
        (connection) => callback(undefined, asKyselyConnection(pool, connection)),
        (error: unknown) => callback(error, undefined as never),
      );
    },
    end: (callback) => {
      pool.close().then(() => callback(undefined), callback);
    },
  };
}

function asKyselyConnection(
  pool: RetiringPool,
  connection: PoolConnection,
): MysqlConnection & { release(): void } {
  let failure: unknown;
  return {
    config: connection.config,
    threadId: connection.threadId ?? 0,
    connect: (callback) => callback?.(undefined),
    destroy: () => connection.destroy(),
    release: () => pool.release(connection, failure),
    query: (sql, values: unknown, callback) => {
      const command = connection.query(
        { sql, timeout: pool.queryTimeout },
        values as never,
        (error, result) => {
          if (error !== null) failure = error;
          callback?.(error ?? undefined, result as MysqlQueryResult);
        },
      );
      return { stream: (streamOptions) => command.stream(streamOptions) };
    },
  };
}
