import type { RowDataPacket } from 'mysql2';
import type { Desk } from './desk.ts';

/** Refusals are remembered for their keys, and requests are counted: neither is a deed. */
const besides = ['idempotency_key', 'usage_day'];

/** What the tables of a tenant hold, as rows and checksum by table: the same twice when nothing was done in between. */
export async function contentsOf(
  { databases: { admin } }: Desk,
  schema = 'pms_riviera',
): Promise<Readonly<Record<string, string>>> {
  const [tables] = await admin.query<RowDataPacket[]>(
    'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ? AND table_name NOT IN (?)',
    [schema, besides],
  );
  const names = tables.map(({ name }) => `${schema}.${name}`);
  const [sums] = await admin.query<RowDataPacket[]>(`CHECKSUM TABLE ${names.join(', ')}`);
  return Object.fromEntries(sums.map((row) => [String(row['Table']), String(row['Checksum'])]));
}
