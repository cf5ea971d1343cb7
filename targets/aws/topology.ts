import type { Service } from '@aws-sdk/client-ecs';
import type { InstanceState } from '../../core/topology.ts';
import type { AwsFile } from '../file/aws-schema.ts';
import type { AwsClients } from './clients.ts';
import { type DatabaseCluster, databaseCluster } from './database-cluster.ts';
import { loadBalancerOf, loadBalancerState } from './load-balancer.ts';
import { servicesOf, taskStates } from './tasks.ts';

/** What a target consists of at a moment. */
export interface AwsTopology {
  readonly services: readonly Service[];
  readonly database: DatabaseCluster | undefined;
  readonly instances: readonly InstanceState[];
}

/** @throws what AWS answers */
export async function awsTopology(clients: AwsClients, file: AwsFile): Promise<AwsTopology> {
  const [{ services }, balancers, database] = await Promise.all([
    servicesOf(clients, file),
    file.loadBalancer === undefined
      ? []
      : loadBalancerOf(clients, file.loadBalancer).then(loadBalancerState),
    file.database === undefined ? undefined : databaseCluster(clients, file.database),
  ]);
  const tasks = await Promise.all(
    services.map((service) => taskStates(clients, file.cluster, service)),
  );
  return {
    services,
    database,
    instances: [...balancers, ...tasks.flat(), ...(database?.instances ?? [])],
  };
}
