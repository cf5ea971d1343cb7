import type { Secrets } from '../state.ts';
import type { DatabaseNode } from './node.ts';
import { literal, query, textOf } from './query.ts';

/** Sequence number in a list of global transaction ids such as `0-1-1234`: there is one domain; 0 for an empty list. */
export function sequenceOf(gtid: string): number {
  return Math.max(0, ...gtid.split(',').map((one) => Number(one.split('-')[2] ?? 0)));
}

/** What a node has: written by itself or taken over from a writer. */
export async function positionOf(node: DatabaseNode, { root }: Secrets): Promise<string> {
  const [row] = await query(node.socket, root, [
    'SELECT @@gtid_binlog_pos AS written, @@gtid_slave_pos AS applied',
  ]);
  const [written, applied] = [textOf(row, 'written'), textOf(row, 'applied')];
  return sequenceOf(written) >= sequenceOf(applied) ? written : applied;
}

/**
 * Takes nothing new from the writer, and applies all that was received: it may have been acknowledged because of this
 * very copy. @returns the position then
 */
export async function applyReceived(
  reader: DatabaseNode,
  secrets: Secrets,
  seconds: number,
): Promise<string> {
  await query(reader.socket, secrets.root, ['STOP SLAVE IO_THREAD']);
  const [status] = await query(reader.socket, secrets.root, ['SHOW SLAVE STATUS']);
  await reach(reader, textOf(status, 'Gtid_IO_Pos'), secrets, seconds);
  return positionOf(reader, secrets);
}

/** Waits until a node has a position. @throws Error when it has not within `seconds` */
export async function reach(
  node: DatabaseNode,
  gtid: string,
  { root }: Secrets,
  seconds: number,
): Promise<void> {
  const [wait] = await query(node.socket, root, [
    `SELECT MASTER_GTID_WAIT(${literal(gtid)}, ${seconds}) AS result`,
  ]);
  if (textOf(wait, 'result') !== '0')
    throw new Error(`${node.name} had not applied ${gtid} within ${seconds} s`);
}
