import type { Connection } from 'mysql2/promise';

/** Rows of one table that go to the database in a few large statements. */
export interface Batch {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: (readonly (string | number | null)[])[];
}

export function batch(table: string, columns: readonly string[]): Batch {
  return { table, columns, rows: [] };
}

const rowsPerStatement = 2000;

/** Inserts the rows, some thousands a statement: a round trip a row would take minutes. */
export async function insertBatch(
  connection: Connection,
  { table, columns, rows }: Batch,
): Promise<void> {
  const head = `INSERT INTO \`${table}\` (${columns.map((column) => `\`${column}\``).join(', ')}) VALUES `;
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const values = rows
      .slice(start, start + rowsPerStatement)
      .map((row) => `(${row.map(literal).join(',')})`);
    await connection.query(head + values.join(','));
  }
}

/** The seed's own values, none of which comes from outside. */
function literal(value: string | number | null): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') return String(value);
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
