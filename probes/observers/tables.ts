import type { RowDataPacket } from 'mysql2/promise';
import { every } from '../../core/every.ts';
import type { TablesSample } from '../../core/run-folder/files/tables.ts';
import { databaseNow, type TargetDatabase } from '../../targets/target.ts';
import { withConnection } from '../database/connection.ts';
import type { Observation, Observer } from './observer.ts';
import { tellIfKnown } from './tell-if-known.ts';

const everyMs = 30_000;

/** Rows and bytes of every table on the writer: at the beginning, now and then, and at the end. */
export const tables: Observer = {
  file: 'tables',
  watch: (observation) =>
    observation.target.database === undefined ? undefined : sampleTables(observation),
};

async function* sampleTables({ target, until, tell }: Observation): AsyncGenerator<TablesSample> {
  const look = async (): Promise<readonly TablesSample[]> => {
    const database = await databaseNow(target);
    return database === undefined ? [] : sizesOf(database);
  };
  const lookIfThere = async () => (await look().catch(tellIfKnown(tell))) ?? [];
  yield* await lookIfThere();
  for await (const _ of every(everyMs, until)) yield* await lookIfThere();
  yield* await lookIfThere();
}

/**
 * MariaDB counts rows as they come and go, and measures bytes anew when a tenth of a table has changed; MySQL gives figures
 * of the day before unless it is told not to, in a comment that MariaDB does not read.
 */
async function sizesOf(database: TargetDatabase): Promise<TablesSample[]> {
  const tenants = Object.entries(database.schemas);
  return withConnection(database, database.writer, undefined, async (connection) => {
    await connection.query(
      'SET SESSION lock_wait_timeout = 5 /*!80000 , information_schema_stats_expiry = 0 */',
    );
    const at = Date.now();
    const [rows] = await connection.query<RowDataPacket[]>(
      `SELECT table_schema AS ofSchema, table_name AS name, table_rows AS amount,
        data_length + index_length AS bytes
      FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema IN (?)`,
      [tenants.map(([, schema]) => schema)],
    );
    return tenants.map(([tenant, schema]) => ({
      at,
      tenant,
      tables: rows
        .filter(({ ofSchema }) => ofSchema === schema)
        .map(({ name, amount, bytes }) => ({
          name: String(name),
          rows: Number(amount),
          bytes: Number(bytes),
        })),
    }));
  });
}
