import type { Connection, ResultSetHeader } from 'mysql2/promise';
import { reasonOf } from '../../core/errors.ts';
import type { Instance } from '../../core/topology.ts';
import { connectTo, rowsOf } from '../database/connection.ts';
import type { SampleOf } from './sample.ts';

/** What is to be tried, and who may be behind it, by server id. */
export interface Endpoint {
  readonly address: string;
  readonly user: string;
  readonly password: string;
  readonly schema: string;
  readonly known: ReadonlyMap<string, Instance>;
}

/** A statement that takes longer has hung. */
const patienceMs = 5_000;

/** Rows of ours are below 0, those of write audits above. */
const newest = { id: -Date.now() * 1000 };
export function nextId(): number {
  newest.id -= 1;
  return newest.id;
}

export async function serverId(connection: Connection): Promise<string> {
  const [row] = await rowsOf(connection, 'SELECT @@server_id AS id');
  return String(row?.['id']);
}

export function openEndpoint(endpoint: Endpoint): Promise<Connection> {
  return connectTo(endpoint, endpoint, endpoint.schema);
}

/** Runs a statement that tells the server's id as `id`, and says who answered. */
export async function whoAnswers(
  { known }: Endpoint,
  connection: Connection,
  asked: SampleOf<'answered'>['asked'],
  sql: string,
): Promise<SampleOf<'answered'>> {
  const at = Date.now();
  try {
    const [rows] = await connection.query({ sql, timeout: patienceMs });
    const id = Array.isArray(rows) && rows[0] !== undefined && 'id' in rows[0] ? rows[0]['id'] : '';
    const by = known.get(String(id))?.id ?? `server ${String(id)}`;
    return { kind: 'answered', at, asked, by, ms: Date.now() - at };
  } catch (error) {
    return { kind: 'answered', at, asked, by: null, ms: Date.now() - at, error: reasonOf(error) };
  }
}

export async function write(connection: Connection, sql: string): Promise<ResultSetHeader> {
  const [result] = await connection.query<ResultSetHeader>({ sql, timeout: patienceMs });
  return result;
}
