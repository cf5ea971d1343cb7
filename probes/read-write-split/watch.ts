import { knownError } from '../../core/errors.ts';
import { merged } from '../../core/merged.ts';
import type { Instance } from '../../core/topology.ts';
import type { Look } from '../contract/probe.ts';
import { asDatabaseError, withConnection } from '../database/connection.ts';
import { checkSessions } from './sessions.ts';
import { type Endpoint, nextId, serverId, write } from './endpoint.ts';
import { readsThrough } from './reads.ts';
import type { Sample } from './sample.ts';
import { paceOf } from './settings.ts';
import { checkTransactions } from './transactions.ts';
import { watchNodes } from './nodes.ts';

/**
 * Sends reads, writes and transactions through the endpoint and asks who answered. The rows that it writes stand in the
 * schema of write audits alone, and are removed at the end.
 * @throws probe-impossible, target-not-loopback, database-gone, database-refused
 */
export async function* watch(look: Look): AsyncGenerator<Sample> {
  const { target, until } = look;
  const { database } = target;
  const address = look.settings['endpoint']?.[0] ?? target.endpoints.sqlProxy;
  const impossible = (reason: string, remedy: string): Error =>
    knownError('probe-impossible', {
      probe: 'read-write-split',
      target: target.name,
      reason,
      remedy,
    });
  if (address === undefined)
    throw impossible('it names no endpoint that splits', 'Name it with --endpoint.');
  if (database?.audit === undefined || database.readers.length === 0)
    throw impossible(
      'it names no database with readers and an account for write audits',
      'Name database.readers and database.audit in the target file.',
    );
  const nodes = [database.writer, ...database.readers];
  for (const place of [address, ...nodes.map((node) => node.address)]) await look.allow(place);
  const known = new Map(
    await Promise.all(
      nodes.map(async (node): Promise<[string, Instance]> => [
        await withConnection(database, node, undefined, serverId),
        node,
      ]),
    ),
  );
  if (known.size < nodes.length)
    throw impossible('two of its nodes have one server id', 'Give each a @@server_id of its own.');
  const { user, password, schema } = database.audit;
  const endpoint: Endpoint = { address, user, password, schema, known };
  const at = Date.now();
  for (const { id, role } of nodes)
    yield { kind: 'node', at, id, role: role === 'writer' ? 'writer' : 'reader' };
  const first = nextId();
  const paceMs = paceOf(look.settings);
  try {
    yield* merged<Sample>([
      checkTransactions(endpoint, paceMs, until),
      checkSessions(endpoint, database, paceMs, until),
      watchNodes(database, nodes, until),
      readsThrough(endpoint, until),
    ]);
  } catch (error) {
    throw asDatabaseError(error, { id: 'the endpoint', address });
  } finally {
    // Whoever was interrupted left a row.
    const remove = `DELETE FROM element WHERE id BETWEEN ${nextId()} AND ${first}`;
    await withConnection({ user, password }, database.writer, schema, (one) => write(one, remove));
  }
}
