import type { ReaderSample } from '../../core/run-folder/records.ts';
import { type Catalog, type Fact, published } from './fact.ts';

const ofReader = [['DBInstanceIdentifier'], ['DBClusterIdentifier', 'Role']];

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html */
const catalog = {
  connections: published('AWS/RDS', ofReader, 'Count', ['DatabaseConnections']),
  queries: published('AWS/RDS', ofReader, 'Count/Second', ['Queries']),
  lag: published('AWS/RDS', ofReader, 'Milliseconds', ['AuroraReplicaLag']),
  cpu: published('AWS/RDS', ofReader, 'Percent', ['CPUUtilization']),
} as const;

/** What samples of readers give. */
export const readerCatalog: Catalog = Object.values(catalog).flat();

/**
 * The metrics of the readers behind a reader endpoint. Queries and CPU are counters since the server's start, and become
 * rates from one sample to the next; CPU is in percent of one core. `cluster` is the run's target.
 */
export function readerFacts(samples: readonly ReaderSample[], cluster: string): Fact[] {
  const before = new Map<string, ReaderSample>();
  return samples.flatMap((sample) => {
    const last = before.get(sample.reader);
    before.set(sample.reader, sample);
    const seenAt = {
      DBInstanceIdentifier: sample.reader,
      DBClusterIdentifier: cluster,
      Role: 'READER',
    };
    const facts = (metrics: Catalog, value: number | undefined): Fact[] =>
      value === undefined
        ? []
        : metrics.map((metric) => ({ at: sample.at, metric, value, seenAt }));
    const { connections, replicaLagSeconds: lag } = sample;
    return [
      ...facts(catalog.connections, connections),
      ...facts(catalog.queries, rate(last, sample, sample.queriesTotal, last?.queriesTotal)),
      ...facts(catalog.lag, lag === null ? undefined : lag * 1000),
      ...facts(catalog.cpu, percent(rate(last, sample, sample.cpuSeconds, last?.cpuSeconds))),
    ];
  });
}

/** Per second; none for a first sample, and where the counter began anew because the server did. */
function rate(
  last: ReaderSample | undefined,
  { at }: ReaderSample,
  now: number | undefined,
  then: number | undefined,
): number | undefined {
  if (last === undefined || now === undefined || then === undefined) return undefined;
  return at > last.at && now >= then ? ((now - then) / (at - last.at)) * 1000 : undefined;
}

function percent(share: number | undefined): number | undefined {
  return share === undefined ? undefined : share * 100;
}
