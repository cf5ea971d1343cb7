import { groupBy } from '../../core/group-by.ts';
import type { ReaderSample } from '../../core/run-folder/files/readers.ts';
import { counterRates } from '../../core/statistics/counter-rates.ts';
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
  return [...groupBy(samples, ({ reader }) => reader)].flatMap(([reader, ofReader]) => {
    const seenAt = { DBInstanceIdentifier: reader, DBClusterIdentifier: cluster, Role: 'READER' };
    const facts = (metrics: Catalog, at: number, value: number | undefined): Fact[] =>
      value === undefined ? [] : metrics.map((metric) => ({ at, metric, value, seenAt }));
    const rates = (metrics: Catalog, amountOf: (sample: ReaderSample) => number | undefined) =>
      counterRates(
        ofReader.flatMap((sample) => {
          const value = amountOf(sample);
          return value === undefined ? [] : [{ at: sample.at, value }];
        }),
      ).flatMap(({ at, perSecond }) => facts(metrics, at, perSecond));
    return [
      ...ofReader.flatMap(({ at, connections, replicaLagSeconds: lag }) => [
        ...facts(catalog.connections, at, connections),
        ...facts(catalog.lag, at, lag === null ? undefined : lag * 1000),
      ]),
      ...rates(catalog.queries, ({ queriesTotal }) => queriesTotal),
      ...rates(catalog.cpu, ({ cpuSeconds }) =>
        cpuSeconds === undefined ? undefined : cpuSeconds * 100,
      ),
    ];
  });
}
