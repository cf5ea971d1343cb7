import type { Secrets } from '../state.ts';
import type { DatabaseNode } from './node.ts';
import { literal, query, textOf } from './query.ts';

/** Makes `reader` follow `writer` by global transaction id, from wherever it is. */
export async function follow(
  reader: DatabaseNode,
  writer: DatabaseNode,
  { root, replication }: Secrets,
): Promise<void> {
  const source = [
    `MASTER_HOST=${literal(writer.host)}`,
    `MASTER_PORT=${writer.port}`,
    `MASTER_USER=${literal(replication.user)}`,
    `MASTER_PASSWORD=${literal(replication.password)}`,
    'MASTER_USE_GTID=slave_pos',
    'MASTER_CONNECT_RETRY=1',
  ];
  await query(reader.socket, root, [
    'STOP SLAVE',
    `CHANGE MASTER TO ${source.join(', ')}`,
    'START SLAVE',
  ]);
}

/**
 * From here on the writer acknowledges a commit only when a reader has it on disk, or after 10 s without one. A reader that
 * becomes the writer sends no such acknowledgements itself any more.
 */
export async function requireAcknowledgement(
  writer: DatabaseNode,
  { root }: Secrets,
): Promise<void> {
  await query(writer.socket, root, [
    'SET GLOBAL rpl_semi_sync_slave_enabled = OFF',
    'SET GLOBAL rpl_semi_sync_master_enabled = ON',
  ]);
}

/** Ends the following of another, and makes commits as durable as a writer's have to be; writes stay forbidden. */
export async function leave(node: DatabaseNode, { root }: Secrets): Promise<void> {
  await query(node.socket, root, [
    'STOP SLAVE',
    'RESET SLAVE ALL',
    'SET GLOBAL sync_binlog = 1',
    'SET GLOBAL innodb_flush_log_at_trx_commit = 1',
  ]);
}

/** Lets applications write, or forbids it once the commits under way are done; connections stay as they are. */
export async function allowWrites(
  node: DatabaseNode,
  { root }: Secrets,
  allowed: boolean,
): Promise<void> {
  await query(node.socket, root, [`SET GLOBAL read_only = ${allowed ? 'OFF' : 'ON'}`]);
}

/** Lets a node that was the writer acknowledge another's commits; to be told before it follows. */
export async function acknowledge(node: DatabaseNode, { root }: Secrets): Promise<void> {
  await query(node.socket, root, [
    'SET GLOBAL rpl_semi_sync_master_enabled = OFF',
    'SET GLOBAL rpl_semi_sync_slave_enabled = ON',
  ]);
}

/** Makes a node that may have written follow `writer` from where it is. */
export async function rejoin(
  node: DatabaseNode,
  writer: DatabaseNode,
  position: string,
  secrets: Secrets,
): Promise<void> {
  await query(node.socket, secrets.root, [
    'STOP SLAVE',
    'RESET SLAVE ALL',
    `SET GLOBAL gtid_slave_pos = ${literal(position)}`,
  ]);
  await follow(node, writer, secrets);
}

/** Keeps what the writer writes from a reader, or lets it through again; the reader stays what it is. */
export async function receive(
  reader: DatabaseNode,
  { root }: Secrets,
  allowed: boolean,
): Promise<void> {
  await query(reader.socket, root, [`${allowed ? 'START' : 'STOP'} SLAVE IO_THREAD`]);
}

/** Waits until `reader` has everything that `writer` has now. False when it has not within `seconds`. */
export async function caughtUp(
  reader: DatabaseNode,
  writer: DatabaseNode,
  { root }: Secrets,
  seconds: number,
): Promise<boolean> {
  const [position] = await query(writer.socket, root, ['SELECT @@gtid_binlog_pos AS gtid']);
  const gtid = literal(textOf(position, 'gtid'));
  const [wait] = await query(reader.socket, root, [
    `SELECT MASTER_GTID_WAIT(${gtid}, ${seconds}) AS result`,
  ]);
  return textOf(wait, 'result') === '0';
}

/** How a reader follows, for people. @throws Error when it does not follow */
export async function readerDetail(reader: DatabaseNode, { root }: Secrets): Promise<string> {
  const [status] = await query(reader.socket, root, ['SHOW SLAVE STATUS']);
  if (status === undefined) throw new Error('replication is not set up');
  const text = (column: string): string => textOf(status, column);
  if (text('Slave_IO_Running') !== 'Yes' || text('Slave_SQL_Running') !== 'Yes') {
    const reason = text('Last_SQL_Error') || text('Last_IO_Error') || text('Slave_IO_State');
    throw new Error(`replication has stopped${reason === '' ? '' : `: ${reason}`}`);
  }
  return `follows ${text('Master_Host')}, ${text('Seconds_Behind_Master')} s behind`;
}

/** How the writer takes commits, for people. */
export async function writerDetail(writer: DatabaseNode, { root }: Secrets): Promise<string> {
  const rows = await query(writer.socket, root, [
    "SHOW GLOBAL STATUS WHERE Variable_name IN ('Rpl_semi_sync_master_status', 'Rpl_semi_sync_master_clients')",
  ]);
  const value = (name: string): string =>
    textOf(
      rows.find((row) => row['Variable_name'] === name),
      'Value',
    );
  return value('Rpl_semi_sync_master_status') === 'ON'
    ? `semi-synchronous, ${value('Rpl_semi_sync_master_clients')} readers acknowledge`
    : 'asynchronous';
}
