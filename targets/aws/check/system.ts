import { DescribeClustersCommand } from '@aws-sdk/client-ecs';
import { knownError } from '../../../core/errors.ts';
import type { AwsFile } from '../../file/aws-schema.ts';
import type { Check } from '../../check/check.ts';
import type { AwsClients } from '../clients.ts';
import { databaseCluster } from '../database-cluster.ts';
import { loadBalancerOf } from '../load-balancer.ts';
import { scalablesOf, scalingOf } from '../scaling.ts';
import { servicesOf, targetHealth, tasksOf } from '../tasks.ts';

/** What tells which instances there are, and how they are. */
export async function* systemChecks(
  clients: AwsClients,
  file: AwsFile,
): AsyncGenerator<Check, void, undefined> {
  const { cluster, services, region } = file;
  const capability = 'topology';
  yield {
    capability,
    call: 'ecs:DescribeClusters',
    resource: `cluster ${cluster}`,
    ask: async () => {
      const answer = await clients.ecs.send(new DescribeClustersCommand({ clusters: [cluster] }));
      const [found] = answer.clusters ?? [];
      if (found?.status === undefined || found.status === 'INACTIVE')
        throw knownError('aws-refused', {
          action: 'ecs:DescribeClusters',
          region,
          reason: `there is no cluster "${cluster}"`,
        });
      return { kind: 'ok', text: found.status.toLowerCase() };
    },
  };
  yield {
    capability,
    call: 'ecs:DescribeServices',
    resource: services.map((service) => `service ${service}`).join(', '),
    ask: async () => {
      const { services: found, missing } = await servicesOf(clients, file);
      if (missing.length > 0)
        return { kind: 'off', text: `there is no service ${missing.join(', ')}` };
      const tasks = found.map(
        ({ serviceName, runningCount, desiredCount }) =>
          `${serviceName} runs ${runningCount} of ${desiredCount} tasks`,
      );
      return { kind: 'ok', text: tasks.join(', ') };
    },
  };
  for (const service of services)
    yield {
      capability,
      call: 'ecs:ListTasks, ecs:DescribeTasks',
      resource: `service ${service}`,
      ask: async () => {
        const tasks = await tasksOf(clients, cluster, service);
        return { kind: 'ok', text: `${tasks.length} tasks` };
      },
    };
  if (file.loadBalancer !== undefined) yield* balancerChecks(clients, file, file.loadBalancer);
  if (file.database !== undefined) {
    const { database } = file;
    yield {
      capability,
      call: 'rds:DescribeDBClusters, rds:DescribeDBInstances',
      resource: `database cluster ${database}`,
      ask: async () => {
        const { instances } = await databaseCluster(clients, database);
        return { kind: 'ok', text: instances.map(({ id, role }) => `${role} ${id}`).join(', ') };
      },
    };
  }
  for (const one of scalablesOf(file))
    yield {
      capability: 'scaling',
      call: 'application-autoscaling:DescribeScalableTargets, application-autoscaling:DescribeScalingPolicies',
      resource: one.resource,
      ask: async () => {
        const { bounds, of } = await scalingOf(clients, one);
        // That nothing scales it is a finding of the probe preflight: it can be asked all the same.
        const text =
          bounds === null
            ? 'nothing scales it'
            : `${bounds.min} to ${bounds.max} ${of}, policies: ${bounds.rules.length}`;
        return { kind: 'ok', text };
      },
    };
}

async function* balancerChecks(
  clients: AwsClients,
  file: AwsFile,
  loadBalancer: string,
): AsyncGenerator<Check, void, undefined> {
  const capability = 'topology';
  yield {
    capability,
    call: 'elasticloadbalancing:DescribeLoadBalancers',
    resource: `load balancer ${loadBalancer}`,
    ask: async () => {
      const { State, DNSName } = await loadBalancerOf(clients, loadBalancer);
      return { kind: 'ok', text: `${State?.Code}, ${DNSName}` };
    },
  };
  yield {
    capability,
    call: 'elasticloadbalancing:DescribeTargetHealth',
    resource: `target groups of ${file.services.join(', ')}`,
    ask: async () => {
      const { services } = await servicesOf(clients, file);
      const health = await Promise.all(services.map((service) => targetHealth(clients, service)));
      const states = health.flatMap((one) => [...one.values()]);
      return {
        kind: 'ok',
        text: `${states.filter((state) => state === 'healthy').length} of ${states.length} targets are healthy`,
      };
    },
  };
}
