import type { Connection } from 'mysql2/promise';
import { rowsOf } from '../database/connection.ts';
import type { ComparedTable } from './tables.ts';

/** What a part of a table holds. */
export interface Checksum {
  readonly rows: number;
  readonly sum: string;
}

/** By the part's name. */
export type Checksums = ReadonlyMap<string, Checksum>;

/**
 * The checksums of a table, of all parts or only some. Added up and not combined by XOR: CRC-32 is linear, so that the
 * same change in an even number of rows, such as all rates raised alike, would cancel out.
 */
export async function checksumsOf(
  connection: Connection,
  { table, part, columns }: ComparedTable,
  only: readonly string[] | undefined,
): Promise<Checksums> {
  const values = columns.map((column) => `COALESCE(\`${column}\`, '')`).join(', ');
  const wanted = only === undefined ? '' : `WHERE ${part} IN (${only.map(() => '?').join(', ')})`;
  const rows = await rowsOf(
    connection,
    `SELECT ${part} AS part, COUNT(*) AS row_count, SUM(CRC32(CONCAT_WS('|', ${values}))) AS checksum
     FROM ${table} ${wanted} GROUP BY part`,
    only ?? [],
  );
  return new Map(
    rows.map((row) => [
      String(row['part']),
      { rows: Number(row['row_count']), sum: String(row['checksum']) },
    ]),
  );
}

export function same(one: Checksum | undefined, other: Checksum | undefined): boolean {
  return one?.rows === other?.rows && one?.sum === other?.sum;
}
