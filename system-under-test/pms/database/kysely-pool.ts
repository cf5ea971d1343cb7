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
import { isLostConnection, isQueryTimeout } from './errors.ts';
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

/** Ends a transaction, at the end of what is sent with it. */
export const commit = 'COMMIT';

/** Errors of connections that died under the first statement of a transaction, which did not commit. */
const diedAtFirst = new WeakSet<Error>();

/** Whether nothing of a transaction can have been done, as its connection died before anything was answered. */
export function diedAtFirstStatement(thrown: unknown): boolean {
  return thrown instanceof Error && diedAtFirst.has(thrown);
}

/**
 * Begins a transaction with its first statement, in one round trip, and sends no commit where `commitTogether` did: of
 * the trips of a booking, each of which costs both sides more than what it carries, a third was for these two words.
 */
function asKyselyConnection(
  pool: RetiringPool,
  connection: PoolConnection,
): MysqlConnection & { release(): void } {
  let failure: unknown;
  let isToBegin = false;
  let hasCommitted = false;
  return {
    config: connection.config,
    threadId: connection.threadId ?? 0,
    connect: (callback) => callback?.(undefined),
    destroy: () => connection.destroy(),
    release: () => pool.release(connection, failure),
    query(sql, values: readonly string[], callback) {
      const answerAtOnce = (error?: unknown) => {
        queueMicrotask(() => callback?.(error, []));
        return { stream: neverStreamed };
      };
      if (sql === 'begin') {
        [isToBegin, hasCommitted] = [true, false];
        return answerAtOnce();
      }
      const ends = sql === 'commit' || sql === 'rollback';
      if (ends && (isToBegin || hasCommitted)) return answerAtOnce();
      // A connection that is lost has rolled back, and what is thrown is to say how it was lost.
      if (sql === 'rollback' && isLostConnection(failure)) return answerAtOnce();
      // The server is still at what ran out of time, and whatever comes next, even a ROLLBACK, would stand behind it. That
      // the connection closes rolls back as well.
      if (isQueryTimeout(failure)) return answerAtOnce(failure);
      const begins = isToBegin;
      const commits = sql.endsWith(`; ${commit}`);
      isToBegin = false;
      const command = connection.query(
        { sql: begins ? `BEGIN; ${sql}` : sql, timeout: pool.queryTimeout },
        [...values],
        (error, result) => {
          if (error !== null) failure = error;
          if (error !== null && begins && !commits && isLostConnection(error))
            diedAtFirst.add(error);
          hasCommitted = error === null && commits;
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the driver and kysely name one thing twice
          const answer = (begins ? withoutFirst(result) : result) as MysqlQueryResult;
          callback?.(error ?? undefined, answer);
        },
      );
      return { stream: (options) => command.stream(options) };
    },
  };
}

/** The results of the statements after the first: one as it is, several as a list. */
function withoutFirst(results: unknown): unknown {
  if (!Array.isArray(results)) return results;
  const [, ...rest] = results;
  return rest.length === 1 ? rest[0] : rest;
}
