import {
  DescribeServicesCommand,
  DescribeTasksCommand,
  type Service,
  type Task,
  paginateListTasks,
} from '@aws-sdk/client-ecs';
import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { collected } from '../../core/collected.ts';
import type { Health, InstanceState } from '../../core/topology.ts';
import type { AwsFile } from '../file/aws-schema.ts';
import type { ServiceSettings } from '../target.ts';
import type { AwsClients } from './clients.ts';

/** DescribeServices takes 10 at a time, DescribeTasks 100. */
const mostServices = 10;
const mostTasks = 100;

/** The services of a target as ECS describes them, and those that are not there. */
export async function servicesOf(
  { ecs }: Pick<AwsClients, 'ecs'>,
  { cluster, services }: Pick<AwsFile, 'cluster' | 'services'>,
): Promise<{ readonly services: readonly Service[]; readonly missing: readonly string[] }> {
  const found: Service[] = [];
  const missing: string[] = [];
  for (const some of chunks(services, mostServices)) {
    const answer = await ecs.send(new DescribeServicesCommand({ cluster, services: some }));
    const there = (answer.services ?? []).filter(({ status }) => status !== 'INACTIVE');
    found.push(...there);
    const isThere = (name: string): boolean =>
      there.some(({ serviceName, serviceArn }) => name === serviceName || name === serviceArn);
    missing.push(...some.filter((name) => !isThere(name)));
  }
  return { services: found, missing };
}

/**
 * The bounds within which ECS replaces tasks; where a service does not say, those that it takes.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 */
export function settingsOf({
  serviceName = '',
  desiredCount = 0,
  deploymentConfiguration,
}: Service): ServiceSettings {
  const { minimumHealthyPercent = 100, maximumPercent = 200 } = deploymentConfiguration ?? {};
  return { name: serviceName, desired: desiredCount, minimumHealthyPercent, maximumPercent };
}

/** The tasks of a service that run or are about to, page by page. */
export async function tasksOf(
  { ecs }: Pick<AwsClients, 'ecs'>,
  cluster: string,
  serviceName: string,
): Promise<Task[]> {
  const pages = await collected(
    paginateListTasks(
      { client: ecs, pageSize: mostTasks },
      { cluster, serviceName, desiredStatus: 'RUNNING' },
    ),
  );
  const arns = pages.flatMap(({ taskArns = [] }) => taskArns);
  const tasks: Task[] = [];
  for (const some of chunks(arns, mostTasks)) {
    const answer = await ecs.send(new DescribeTasksCommand({ cluster, tasks: some }));
    tasks.push(...(answer.tasks ?? []));
  }
  return tasks;
}

/** What a load balancer says of each address that it sends requests to: `initial`, `healthy`, `draining`. */
export async function targetHealth(
  { elb }: Pick<AwsClients, 'elb'>,
  { loadBalancers = [] }: Service,
): Promise<ReadonlyMap<string, string>> {
  const health = new Map<string, string>();
  for (const { targetGroupArn: TargetGroupArn } of loadBalancers) {
    if (TargetGroupArn === undefined) continue;
    const answer = await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
    for (const { Target, TargetHealth } of answer.TargetHealthDescriptions ?? [])
      health.set(`${Target?.Id}:${Target?.Port}`, TargetHealth?.State ?? '');
  }
  return health;
}

/** How the tasks of one service are, as ECS and its load balancer see them. */
export async function taskStates(
  clients: Pick<AwsClients, 'ecs' | 'elb'>,
  cluster: string,
  service: Service,
): Promise<InstanceState[]> {
  const tasks = await tasksOf(clients, cluster, service.serviceName ?? '');
  const health = await targetHealth(clients, service);
  return tasks.flatMap((task) => stateOf(task, service, health));
}

function stateOf(
  task: Task,
  service: Service,
  targets: ReadonlyMap<string, string>,
): InstanceState[] {
  const id = task.taskArn?.split('/').at(-1);
  if (id === undefined) return [];
  const address = addressOf(task, service);
  const target = targets.get(address);
  const since = task.startedAt ?? task.pullStartedAt ?? task.createdAt;
  const { cpu, memory } = task;
  return [
    {
      id,
      role: 'task',
      address: address === '' ? id : address,
      ...(task.availabilityZone === undefined ? {} : { zone: task.availabilityZone }),
      ...(cpu === undefined || memory === undefined
        ? {}
        : { class: `${cpu} CPU units, ${memory} MiB` }),
      health: healthOf(task, target),
      since: since?.getTime() ?? 0,
      detail: [
        `service ${service.serviceName}`,
        `revision ${task.taskDefinitionArn?.split(':').at(-1)}`,
        ...(target === undefined ? [] : [`${target} at the load balancer`]),
      ].join(', '),
      restarts: 0,
    },
  ];
}

/** Address of a task with a network interface of its own, and the port that its service offers. */
function addressOf({ attachments = [], containers = [] }: Task, service: Service): string {
  const ofAttachment = attachments
    .flatMap(({ details = [] }) => details)
    .find(({ name }) => name === 'privateIPv4Address')?.value;
  const ofContainer = containers
    .flatMap(({ networkInterfaces = [] }) => networkInterfaces)
    .find(({ privateIpv4Address }) => privateIpv4Address !== undefined)?.privateIpv4Address;
  const host = ofAttachment ?? ofContainer;
  const port = service.loadBalancers?.find(
    ({ containerPort }) => containerPort !== undefined,
  )?.containerPort;
  if (host === undefined) return '';
  return port === undefined ? host : `${host}:${port}`;
}

/** The life of a task: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html */
const beforeRunning = new Set(['PROVISIONING', 'PENDING', 'ACTIVATING']);

function healthOf({ lastStatus = '', healthStatus }: Task, target: string | undefined): Health {
  if (beforeRunning.has(lastStatus)) return 'starting';
  if (lastStatus === 'STOPPED' || lastStatus === 'DELETED') return 'stopped';
  if (lastStatus !== 'RUNNING' || target === 'draining') return 'draining';
  if (target === 'initial') return 'starting';
  if (target === 'unhealthy' || healthStatus === 'UNHEALTHY') return 'unhealthy';
  return 'healthy';
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}
