import type { Reader } from '../../database/handles.ts';
import type { Tables } from '../../schema/tables.ts';
import type { OutboxEvent } from './ordered.ts';

/** Rows taken at once. */
export const page = 500;

/** Rows of all topics above `id`, in order; payloads of topics that nobody may see stay in the database. */
export function rowsAfter(
  reads: Pick<Reader<Tables>, 'rows'>,
  id: number,
  prefix: string,
): Promise<OutboxEvent[]> {
  return reads.rows<OutboxEvent>(
    `SELECT id, topic, IF(topic LIKE ?, payload, '') AS payload FROM outbox WHERE id > ? ORDER BY id LIMIT ${page}`,
    [`${prefix}%`, id],
  );
}

export async function lastId(reads: Pick<Reader<Tables>, 'rows'>): Promise<number> {
  const [row] = await reads.rows<{ id: number }>('SELECT COALESCE(MAX(id), 0) AS id FROM outbox');
  return row?.id ?? 0;
}
