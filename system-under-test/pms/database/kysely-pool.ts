import { callbackify } from 'node:util';
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
    getConnection: callbackify(async () => asKyselyConnection(pool, await pool.acquire())),
    end: callbackify(pool.close),
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
    query(sql, values: readonly string[], callback) {
      const command = connection.query(
        { sql, timeout: pool.queryTimeout },
        [...values],
        (error, result) => {
          if (error !== null) failure = error;
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the driver and kysely name one thing twice
          callback?.(error ?? undefined, result as unknown as MysqlQueryResult);
        },
      );
      return { stream: (options) => command.stream(options) };
    },
  };
}
