import type { Secrets } from '../state.ts';
import type { DatabaseNode } from './node.ts';
import { query, textOf } from './query.ts';

/** Clients that are connected to a node, without whoever asks. */
export async function connectionsOf(node: DatabaseNode, secrets: Secrets): Promise<number> {
  const [row] = await query(node.socket, secrets.root, [
    "SHOW GLOBAL STATUS LIKE 'Threads_connected'",
  ]);
  return Math.max(0, Number(textOf(row, 'Value')) - 1);
}
