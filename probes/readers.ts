import { readFile } from 'node:fs/promises';
import type { Connection } from 'mysql2/promise';
import { every } from '../core/every.ts';
import { hasCode, reasonOf } from '../core/errors.ts';
import type { ReaderSample } from '../core/run-folder/records.ts';
import type { DatabaseNode, TargetDatabase } from '../targets/target.ts';
import { rowsOf, withConnection } from './database.ts';

const everyMs = 5_000;
/** Jiffies a second that /proc counts in (USER_HZ), 100 on every Linux that Node runs on. */
const jiffies = 100;

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
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The command name may hold spaces, so fields are counted from behind its closing bracket (proc(5)).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / jiffies;
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ESRCH')) return undefined;
    throw error;
  }
}
