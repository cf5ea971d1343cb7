import {
  type DBCluster,
  type DBInstance,
  DescribeDBClustersCommand,
  paginateDescribeDBInstances,
} from '@aws-sdk/client-rds';
import { collected } from '../../core/collected.ts';
import { knownError } from '../../core/errors.ts';
import type { Health, InstanceState } from '../../core/topology.ts';
import type { AwsClients } from './clients.ts';

/** A database cluster, and how its instances are: the writer first. */
export interface DatabaseCluster {
  readonly writer: string;
  readonly reader: string | undefined;
  readonly instances: readonly InstanceState[];
}

/** @throws aws-refused when there is none of that name, and whatever else AWS answers */
export async function databaseCluster(
  { rds, region }: Pick<AwsClients, 'rds' | 'region'>,
  DBClusterIdentifier: string,
): Promise<DatabaseCluster> {
  const answer = await rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier }));
  const [cluster] = answer.DBClusters ?? [];
  if (cluster === undefined)
    throw knownError('aws-refused', {
      action: 'rds:DescribeDBClusters',
      region,
      reason: `there is no database cluster "${DBClusterIdentifier}"`,
    });
  const pages = await collected(
    paginateDescribeDBInstances(
      { client: rds },
      { Filters: [{ Name: 'db-cluster-id', Values: [DBClusterIdentifier] }] },
    ),
  );
  const instances = pages
    .flatMap(({ DBInstances = [] }) => DBInstances)
    .flatMap((instance) => stateOf(instance, cluster));
  const { Endpoint, ReaderEndpoint, Port = 3306 } = cluster;
  return {
    writer: `${Endpoint}:${Port}`,
    reader: ReaderEndpoint === undefined ? undefined : `${ReaderEndpoint}:${Port}`,
    instances: instances.toSorted(
      (a, b) => Number(b.role === 'writer') - Number(a.role === 'writer'),
    ),
  };
}

function stateOf(
  instance: DBInstance,
  { DBClusterMembers = [], Port }: DBCluster,
): InstanceState[] {
  const { DBInstanceIdentifier: id, Endpoint, DBInstanceStatus = '' } = instance;
  if (id === undefined) return [];
  const member = DBClusterMembers.find((one) => one.DBInstanceIdentifier === id);
  const tier = member?.PromotionTier ?? instance.PromotionTier;
  return [
    {
      id,
      role: member?.IsClusterWriter === true ? 'writer' : 'reader',
      address:
        Endpoint?.Address === undefined ? id : `${Endpoint.Address}:${Endpoint.Port ?? Port}`,
      ...(instance.AvailabilityZone === undefined ? {} : { zone: instance.AvailabilityZone }),
      ...(instance.DBInstanceClass === undefined ? {} : { class: instance.DBInstanceClass }),
      ...(tier === undefined ? {} : { tier }),
      health: healthOf(DBInstanceStatus),
      since: instance.InstanceCreateTime?.getTime() ?? 0,
      detail: [DBInstanceStatus, ...(tier === undefined ? [] : [`promotion tier ${tier}`])].join(
        ', ',
      ),
      restarts: 0,
    },
  ];
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/accessing-monitoring.html */
const byStatus: ReadonlyMap<string, Health> = new Map([
  ['creating', 'starting'],
  ['starting', 'starting'],
  ['rebooting', 'starting'],
  ['configuring-iam-database-auth', 'healthy'],
  ['configuring-enhanced-monitoring', 'healthy'],
  ['configuring-log-exports', 'healthy'],
  ['backing-up', 'healthy'],
  ['available', 'healthy'],
  ['modifying', 'healthy'],
  ['storage-optimization', 'healthy'],
  ['maintenance', 'unhealthy'],
  ['deleting', 'draining'],
  ['stopping', 'draining'],
  ['stopped', 'stopped'],
]);

function healthOf(status: string): Health {
  return byStatus.get(status) ?? 'unhealthy';
}
