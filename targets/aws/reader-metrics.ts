import { auroraClasses } from '../../core/aurora-classes.ts';
import type { ReaderSample } from '../../core/run-folder/files/readers.ts';
import type { Instance } from '../../core/topology.ts';
import type { History, TimeRange } from '../history.ts';
import type { AwsClients } from './clients.ts';
import { metricData, periodSeconds, sliceSeconds } from './metric-data.ts';

const metrics = {
  connections: 'DatabaseConnections',
  queries: 'Queries',
  lag: 'AuroraReplicaLag',
  cpu: 'CPUUtilization',
} as const;

/**
 * Load of readers by CloudWatch, a sample a minute: what is known of them without an account of the database. `Queries` is a
 * rate, of which the count is made, and CPU a share of the vCPU of the class, of which the seconds are made.
 */
export function readerMetrics(
  clients: Pick<AwsClients, 'cloudwatch'>,
  readersNow: () => readonly Instance[],
): History<ReaderSample> {
  return {
    what: 'metrics of the readers',
    settleSeconds: 120,
    sliceSeconds,
    read: async function* read(range: TimeRange) {
      for (const reader of readersNow()) yield* samplesOf(clients, reader, range);
    },
  };
}

async function* samplesOf(
  { cloudwatch }: Pick<AwsClients, 'cloudwatch'>,
  { id: reader, class: size = '' }: Instance,
  range: TimeRange,
): AsyncGenerator<ReaderSample> {
  const asked = Object.entries(metrics).map(([id, name]) => ({
    id,
    namespace: 'AWS/RDS',
    name,
    dimensions: { DBInstanceIdentifier: reader },
    statistic: 'Average' as const,
  }));
  const points = await metricData(cloudwatch, asked, range);
  const vcpu = auroraClasses.get(size)?.vcpu ?? Number.NaN;
  let [queriesTotal, cpuSeconds] = [0, 0];
  for (const [at, connections] of points.get('connections') ?? []) {
    queriesTotal += Math.round((points.get('queries')?.get(at) ?? 0) * periodSeconds);
    // Not told from the first minute that it is not known on.
    cpuSeconds += ((points.get('cpu')?.get(at) ?? Number.NaN) / 100) * vcpu * periodSeconds;
    const lag = points.get('lag')?.get(at);
    yield {
      at,
      reader,
      connections,
      queriesTotal,
      replicaLagSeconds: lag === undefined ? null : lag / 1000,
      ...(Number.isNaN(cpuSeconds) ? {} : { cpuSeconds }),
    };
  }
}
