import type { Connection } from 'mysql2/promise';
import { every } from '../../core/every.ts';
import { cpuSecondsOf } from '../../core/process-files.ts';
import type { ReaderSample } from '../../core/run-folder/files/readers.ts';
import type { Instance } from '../../core/topology.ts';
import { databaseNow, type TargetDatabase } from '../../targets/target.ts';
import { rowsOf, withConnection } from '../database/connection.ts';
import type { Observation, Observer } from './observer.ts';
import { tellIfKnown } from './tell-if-known.ts';

const everyMs = 5_000;

/** Connections, queries and lag of every reader behind the reader endpoint. */
export const readers: Observer = {
  file: 'readers',
  watch: (observation) => {
    const { target, until, late } = observation;
    const { database, readerSamples } = target;
    return database === undefined || database.readers.length === 0
      ? readerSamples?.(until, late)
      : sampleReaders(observation);
  },
};

/** A reader that does not answer gives no sample, which is how the report shows it. */
async function* sampleReaders({ target, until, tell }: Observation): AsyncGenerator<ReaderSample> {
  for await (const _ of every(everyMs, until)) {
    const database = await databaseNow(target).catch(tellIfKnown(tell));
    if (database === undefined) continue;
    const samples = await Promise.allSettled(
      database.readers.map((reader) => sample(database, reader)),
    );
    for (const result of samples) {
      if (result.status === 'fulfilled') yield result.value;
      else tellIfKnown(tell)(result.reason);
    }
  }
}

async function sample(database: TargetDatabase, reader: Instance): Promise<ReaderSample> {
  return withConnection(database, reader, undefined, async (connection) => {
    const status = await statusOf(connection, [
      'Threads_connected',
      'Questions',
      'Connections',
      'Connection_errors_max_connections',
      'Aborted_connects',
    ]);
    const [limit] = await rowsOf(connection, 'SELECT @@max_connections AS most');
    const cpuSeconds = reader.pid === undefined ? undefined : await cpuSecondsOf(reader.pid);
    return {
      at: Date.now(),
      reader: reader.id,
      // Without the one that asks.
      connections: (status.get('Threads_connected') ?? 1) - 1,
      queriesTotal: status.get('Questions') ?? 0,
      replicaLagSeconds: await lagOf(connection),
      ...(cpuSeconds === undefined ? {} : { cpuSeconds }),
      maxConnections: Number(limit?.['most']),
      connectionsTotal: status.get('Connections') ?? 0,
      refusedTotal: status.get('Connection_errors_max_connections') ?? 0,
      abortedTotal: status.get('Aborted_connects') ?? 0,
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
