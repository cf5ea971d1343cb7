import type { Connection } from 'mysql2/promise';
import { every } from '../core/every.ts';
import { reasonOf } from '../core/errors.ts';
import { parseStat, readOfProcess } from '../core/process-files.ts';
import type { ReaderSample } from '../core/run-folder/records.ts';
import type { DatabaseNode, TargetDatabase } from '../targets/target.ts';
import { rowsOf, withConnection } from './database.ts';

const everyMs = 5_000;

/**
 * Samples every reader's connections, queries and lag each 5 s until the signal aborts. A reader that does not answer
 * gives no sample, which is how the report shows it; `tell` hears why.
 */
export async function* sampleReaders(
  database: TargetDatabase,
  until: AbortSignal,
  tell: (reason: string) => void,
): AsyncGenerator<ReaderSample> {
  for await (const _ of every(everyMs, until)) {
    const samples = await Promise.allSettled(
      database.readers.map((reader) => sample(database, reader)),
    );
    for (const result of samples) {
      if (result.status === 'fulfilled') yield result.value;
      else tell(reasonOf(result.reason));
    }
  }
}

async function sample(database: TargetDatabase, reader: DatabaseNode): Promise<ReaderSample> {
  return withConnection(database, reader, undefined, async (connection) => {
    const status = await statusOf(connection, ['Threads_connected', 'Questions']);
    const cpuSeconds = reader.pid === undefined ? undefined : await cpuSecondsOf(reader.pid);
    return {
      at: Date.now(),
      reader: reader.name,
      // Without the one that asks.
      connections: (status.get('Threads_connected') ?? 1) - 1,
      queriesTotal: status.get('Questions') ?? 0,
      replicaLagSeconds: await lagOf(connection),
      ...(cpuSeconds === undefined ? {} : { cpuSeconds }),
    };
  });
}

async function statusOf(
  connection: Connection,
  names: readonly string[],
): Promise<Map<string, number>> {
  const list = names.map((name) => `'${name}'`).join(', ');
  const rows = await rowsOf(connection, `SHOW GLOBAL STATUS WHERE Variable_name IN (${list})`);
  return new Map(rows.map((row) => [String(row['Variable_name']), Number(row['Value'])]));
}

/** Seconds behind the writer; null when replication does not run. */
async function lagOf(connection: Connection): Promise<number | null> {
  const [row] = await rowsOf(connection, 'SHOW SLAVE STATUS');
  const lag = row?.['Seconds_Behind_Master'];
  return lag === null || lag === undefined ? null : Number(lag);
}

/** CPU seconds that a process of this machine has used; undefined once it is gone. */
async function cpuSecondsOf(pid: number): Promise<number | undefined> {
  const stat = await readOfProcess(pid, 'stat');
  return stat === undefined ? undefined : parseStat(stat).cpuSeconds;
}
