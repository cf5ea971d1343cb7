import { callbackify } from 'node:util';
import {
  Kysely,
  type MysqlConnection,
  MysqlDialect,
  type MysqlPool,
  type MysqlQueryResult,
} from 'kysely';
import type { PoolConnection } from 'mysql2';
import { ask } from './ask.ts';
import { isQueryTimeout } from './errors.ts';
import type { RetiringPool } from './pool.ts';

/** Kysely over a retiring pool: the same connections, time limit and maximum age as for statements written by hand. */
export function kyselyOver<Schema>(pool: RetiringPool): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new MysqlDialect({ pool: asKyselyPool(pool) }) });
}

/**
 * Kysely for reads outside of transactions: each takes a connection of its own, so that one whose connection died can
 * be asked again on another.
 */
export function readingKysely<Schema>(pool: RetiringPool): Kysely<Schema> {
  const connection = readingConnection(pool);
  const getConnection = callbackify(() => Promise.resolve(connection));
  const dialect = new MysqlDialect({ pool: { getConnection, end: callbackify(pool.close) } });
  return new Kysely<Schema>({ dialect });
}

function readingConnection(pool: RetiringPool): MysqlConnection & { release(): void } {
  return {
    config: {},
    threadId: 0,
    connect: (callback) => callback?.(undefined),
    destroy: () => undefined,
    release: () => undefined,
    query(sql, values: readonly string[], callback) {
      const answer = callbackify(() =>
        ask<MysqlQueryResult>(pool, (connection, done) => {
          connection.query({ sql, timeout: pool.queryTimeout }, [...values], (error, result) => {
            // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the driver and kysely name one thing twice
            done(error, result as unknown as MysqlQueryResult);
          });
        }),
      );
      answer((error, result) => callback?.(error ?? undefined, result));
      return {
        stream: neverStreamed,
      };
    },
  };
}

function neverStreamed(): never {
  throw new Error('nothing is streamed here');
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
      // The server is still at what ran out of time, and whatever comes next, even a ROLLBACK, would stand behind it. That
      // the connection closes rolls back as well.
      if (isQueryTimeout(failure)) {
        const gaveUp = failure;
        queueMicrotask(() => callback?.(gaveUp, []));
        return { stream: neverStreamed };
      }
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
