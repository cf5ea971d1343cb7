import type { Connection } from 'mysql2/promise';
import { every } from '../../core/every.ts';
import type { Instance } from '../../core/topology.ts';
import type { TargetDatabase } from '../../targets/target.ts';
import { connectTo } from '../database/connection.ts';
import type { Sample } from './sample.ts';

const everyMs = 1_000;
const patienceMs = 1_000;

/** Whether each node answers when it is asked itself, once a second. */
export async function* watchNodes(
  database: TargetDatabase,
  nodes: readonly Instance[],
  until: AbortSignal,
): AsyncGenerator<Sample> {
  const open = new Map<string, Connection>();
  const isAlive = async (node: Instance): Promise<boolean> => {
    const { id } = node;
    try {
      const connection =
        open.get(id) ?? (await connectTo(database, node, undefined, { patienceMs }));
      open.set(id, connection);
      await connection.query({ sql: 'SELECT 1', timeout: patienceMs });
      return true;
    } catch {
      // Whatever the reason, it did not answer, and that is what is asked here.
      open.get(id)?.destroy();
      open.delete(id);
      return false;
    }
  };
  try {
    for await (const _ of every(everyMs, until)) {
      const at = Date.now();
      const alive = await Promise.all(nodes.map(isAlive));
      yield* nodes.map(({ id }, place): Sample => ({
        kind: 'alive',
        at,
        id,
        alive: alive[place] ?? false,
      }));
    }
  } finally {
    for (const connection of open.values()) connection.destroy();
  }
}
