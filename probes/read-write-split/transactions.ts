import type { Connection } from 'mysql2/promise';
import { merged } from '../../core/merged.ts';
import { pause } from '../../core/pause.ts';
import { rowsOf } from '../database/connection.ts';
import { type Endpoint, nextId, openEndpoint, whoAnswers, write } from './endpoint.ts';
import type { Sample } from './sample.ts';

/** Clients at once: a proxy that mixes up its clients does so only when there are several. */
const clients = 8;
/** So long one's own write may stay unseen before it is given up. */
const staleMs = 2_000;

/** Transactions, locking reads and reads of one's own writes, by several clients at once. */
export function checkTransactions(
  endpoint: Endpoint,
  paceMs: number,
  until: AbortSignal,
): AsyncIterable<Sample> {
  return merged(Array.from({ length: clients }, () => oneClient(endpoint, paceMs, until)));
}

async function* oneClient(
  endpoint: Endpoint,
  paceMs: number,
  until: AbortSignal,
): AsyncGenerator<Sample> {
  let connection: Connection | undefined;
  try {
    while (!until.aborted) {
      try {
        connection ??= await openEndpoint(endpoint);
        for await (const sample of oneRound(endpoint, connection)) yield sample;
      } catch (error) {
        yield failedWrite(error);
        connection?.destroy();
        connection = undefined;
      }
      // All begin at once: a proxy mixes up only what it does at one time.
      await pause(paceMs - (Date.now() % paceMs), until);
    }
  } finally {
    connection?.destroy();
  }
}

function failedWrite(error: unknown): Sample {
  const reason = error instanceof Error ? error.message : String(error);
  return { kind: 'answered', at: Date.now(), asked: 'write', by: null, ms: 0, error: reason };
}

async function* oneRound(endpoint: Endpoint, connection: Connection): AsyncGenerator<Sample> {
  const id = nextId();
  const who = 'SELECT @@server_id AS id';
  const seen = async (): Promise<boolean> =>
    (await rowsOf(connection, `SELECT id FROM element WHERE id = ${id}`)).length > 0;
  await write(connection, 'BEGIN');
  yield await whoAnswers(endpoint, connection, 'first-read-in-transaction', who);
  await write(connection, `INSERT INTO element (id, written_by) VALUES (${id}, 0)`);
  yield await whoAnswers(endpoint, connection, 'read-after-write-in-transaction', who);
  const inside = await seen();
  const found = inside ? 0 : null;
  yield { kind: 'own-write', at: Date.now(), where: 'transaction', seen: inside, afterMs: found };
  const lock = `SELECT @@server_id AS id FROM element WHERE id = ${id}`;
  yield await whoAnswers(endpoint, connection, 'read-for-update', `${lock} FOR UPDATE`);
  await write(connection, 'COMMIT');
  const from = Date.now();
  const atOnce = await seen();
  let afterMs: number | null = atOnce ? 0 : null;
  while (afterMs === null && Date.now() - from < staleMs)
    if (await seen()) afterMs = Date.now() - from;
  yield { kind: 'own-write', at: from, where: 'autocommit', seen: atOnce, afterMs };
  yield await whoAnswers(endpoint, connection, 'locking-read', `${lock} LOCK IN SHARE MODE`);
  await write(connection, `DELETE FROM element WHERE id = ${id}`);
}
