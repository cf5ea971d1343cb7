import type { PoolConnection } from 'mysql2';
import { isLostConnection, isStaleWriter } from './errors.ts';
import type { RetiringPool } from './pool.ts';

/** Sends one statement on a connection and hands its outcome on. */
export type Send<T> = (
  connection: PoolConnection,
  done: (error: Error | null, result: T) => void,
) => void;

/** Runs a read; once more, on a connection opened since, when the connection died under it. */
export async function ask<T>(pool: RetiringPool, send: Send<T>): Promise<T> {
  const started = pool.now();
  try {
    return await once(pool, send);
  } catch (error) {
    if (!isLostConnection(error) && !isStaleWriter(error)) throw error;
    return await once(pool, send, started);
  }
}

async function once<T>(pool: RetiringPool, send: Send<T>, since?: number): Promise<T> {
  const connection = await pool.acquire(since);
  return new Promise((resolve, reject) => {
    send(connection, (error, result) => {
      pool.release(connection, error ?? undefined);
      if (error === null) resolve(result);
      else reject(error);
    });
  });
}
