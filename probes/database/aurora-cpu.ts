import type { Connection } from 'mysql2/promise';
import type { TargetDatabase } from '../../targets/target.ts';
import { asDatabaseError, connectTo, rowsOf } from './connection.ts';
import { BilanciaError } from '../../core/errors.ts';

/** Error of a server that has no such table. */
const unknownTable = 1109;

/**
 * CPU of all nodes as fractions of their cores, by instance id, asked of the writer, as a reader's copy may be old. Nothing
 * where the server is none of Aurora's.
 * Source: Amazon Aurora user guide, information_schema.replica_host_status (CPU in percent).
 */
export function auroraCpu(database: TargetDatabase): {
  readonly look: () => Promise<ReadonlyMap<string, number>>;
  readonly close: () => void;
} {
  let connection: Connection | undefined;
  let isAurora = true;
  const ask = async (): Promise<ReadonlyMap<string, number>> => {
    connection ??= await connectTo(database, database.writer);
    const rows = await rowsOf(
      connection,
      'SELECT SERVER_ID AS id, CPU AS cpu FROM information_schema.replica_host_status',
    );
    return new Map(rows.map(({ id, cpu }) => [String(id), Number(cpu) / 100]));
  };
  return {
    look: async () => {
      if (!isAurora) return new Map();
      try {
        return await ask();
      } catch (error) {
        connection?.destroy();
        connection = undefined;
        if (error instanceof Error && 'errno' in error && error.errno === unknownTable)
          isAurora = false;
        else if (!(asDatabaseError(error, database.writer) instanceof BilanciaError)) throw error;
        return new Map();
      }
    },
    close: () => connection?.destroy(),
  };
}
