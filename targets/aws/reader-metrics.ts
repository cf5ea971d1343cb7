import { GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { ReaderSample } from '../../core/run-folder/files/readers.ts';
import type { History, TimeRange } from '../history.ts';
import type { AwsClients } from './clients.ts';

const metrics = ['DatabaseConnections', 'Queries', 'AuroraReplicaLag'] as const;
const periodSeconds = 60;

/**
 * Load of readers by CloudWatch, a sample a minute: what is known of them without an account of the database. `Queries` is a
 * rate, of which the count is made.
 */
export function readerMetrics(
  clients: Pick<AwsClients, 'cloudwatch'>,
  readersNow: () => readonly string[],
): History<ReaderSample> {
  return {
    what: 'metrics of the readers',
    settleSeconds: 120,
    // GetMetricData gives up to 100,800 points at a time.
    sliceSeconds: 6 * 3600,
    read: async function* read(range: TimeRange) {
      for (const reader of readersNow()) yield* samplesOf(clients, reader, range);
    },
  };
}

async function* samplesOf(
  { cloudwatch }: Pick<AwsClients, 'cloudwatch'>,
  reader: string,
  { from, to }: TimeRange,
): AsyncGenerator<ReaderSample> {
  const queries = metrics.map((MetricName): MetricDataQuery => ({
    Id: MetricName.toLowerCase(),
    MetricStat: {
      Metric: {
        Namespace: 'AWS/RDS',
        MetricName,
        Dimensions: [{ Name: 'DBInstanceIdentifier', Value: reader }],
      },
      Period: periodSeconds,
      Stat: 'Average',
    },
  }));
  const values = new Map<string, Map<number, number>>();
  let NextToken: string | undefined;
  do {
    const page = await cloudwatch.send(
      new GetMetricDataCommand({
        MetricDataQueries: queries,
        StartTime: new Date(from),
        EndTime: new Date(to),
        ScanBy: 'TimestampAscending',
        NextToken,
      }),
    );
    for (const { Id = '', Timestamps = [], Values = [] } of page.MetricDataResults ?? []) {
      const known = values.get(Id) ?? new Map<number, number>();
      for (const [at, time] of Timestamps.entries()) known.set(time.getTime(), Values[at] ?? 0);
      values.set(Id, known);
    }
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  let queriesTotal = 0;
  for (const [at, connections] of [...(values.get('databaseconnections') ?? [])].toSorted(
    ([a], [b]) => a - b,
  )) {
    queriesTotal += Math.round((values.get('queries')?.get(at) ?? 0) * periodSeconds);
    const lag = values.get('aurorareplicalag')?.get(at);
    yield {
      at,
      reader,
      connections,
      queriesTotal,
      replicaLagSeconds: lag === undefined ? null : lag / 1000,
    };
  }
}
