import { createConnection, type RowDataPacket } from 'mysql2/promise';
import type { Instance } from '../../core/topology.ts';
import type { TargetDatabase } from '../../targets/target.ts';

/** What database servers did since their start, or between two looks at them. */
export interface DatabaseWork {
  readonly statements: number;
  /** Rows that the storage engine was asked for, found or not. */
  readonly rowsRead: number;
}

/** Looks at the counters of servers, on connections of its own. */
export interface CounterReader {
  readonly read: () => Promise<DatabaseWork>;
  readonly close: () => Promise<void>;
}

export async function openCounters(
  { user, password }: TargetDatabase,
  nodes: readonly Instance[],
): Promise<CounterReader> {
  const connections = await Promise.all(
    nodes.map(({ address }) => {
      const [host, port] = address.split(':');
      return createConnection({
        ...(host === undefined ? {} : { host }),
        port: Number(port),
        user,
        password,
      });
    }),
  );
  const ask = async (): Promise<DatabaseWork[]> =>
    Promise.all(
      connections.map(async (connection) => {
        const [rows] = await connection.query<RowDataPacket[]>(
          "SHOW GLOBAL STATUS WHERE Variable_name IN ('Questions') OR Variable_name LIKE 'Handler_read%'",
        );
        const values = new Map(
          rows.map((row) => [String(row['Variable_name']), Number(row['Value'])]),
        );
        const statements = values.get('Questions') ?? 0;
        const reads = [...values].filter(([name]) => name.startsWith('Handler_read'));
        return { statements, rowsRead: reads.reduce((sum, [, count]) => sum + count, 0) };
      }),
    );
  return {
    read: async () => {
      const all = await ask();
      return all.reduce(add, { statements: 0, rowsRead: 0 });
    },
    close: async () => {
      await Promise.all(connections.map((connection) => connection.end()));
    },
  };
}

export function add(a: DatabaseWork, b: DatabaseWork): DatabaseWork {
  return { statements: a.statements + b.statements, rowsRead: a.rowsRead + b.rowsRead };
}

export function difference(later: DatabaseWork, earlier: DatabaseWork): DatabaseWork {
  return {
    statements: later.statements - earlier.statements,
    rowsRead: later.rowsRead - earlier.rowsRead,
  };
}
