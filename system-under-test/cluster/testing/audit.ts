import { readFileSync } from 'node:fs';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { type ClusterState, type Part, secretsSchema } from '../state.ts';

/** What tests do with the account of write audits, as an application does with its own. */
export function audit(state: () => Pick<ClusterState, 'files'>) {
  const ask = async (
    part: Part | undefined,
    sql: string,
    values: readonly number[] = [],
  ): Promise<RowDataPacket[]> => {
    const secrets = readFileSync(state().files.secrets, 'utf8');
    const { audit: account } = secretsSchema.parse(JSON.parse(secrets));
    const [host = '', port] = (part?.address ?? '').split(':');
    const connection = await createConnection({ host, port: Number(port), ...account });
    try {
      const [rows] = await connection.query<RowDataPacket[]>(sql, [...values]);
      return rows;
    } finally {
      connection.destroy();
    }
  };
  const write = async (part: Part | undefined, ...ids: readonly number[]): Promise<void> => {
    for (const id of ids)
      await ask(part, 'INSERT INTO bilancia_audit.element VALUES (?, @@server_id)', [id]);
  };
  /** Ids of what a node has. */
  const elements = async (part: Part | undefined): Promise<unknown[]> => {
    const rows = await ask(part, 'SELECT id FROM bilancia_audit.element ORDER BY id');
    return rows.map((row) => row['id']);
  };
  return { ask, write, elements };
}
