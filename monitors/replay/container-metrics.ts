import type { ContainerEvent } from '../../core/formats/container-insights.ts';
import { type Catalog, type Fact, published, type PublishedMetric } from './fact.ts';

const insights = 'ECS/ContainerInsights';
const cluster = ['ClusterName'];
const service = ['ClusterName', 'ServiceName'];
const family = ['ClusterName', 'TaskDefinitionFamily'];
const usual = [cluster, service, family];
const ofTask = [...usual, [...service, 'TaskId'], [...family, 'TaskId']];
const ofContainer = [
  ...usual,
  ...[...usual, ...ofTask.slice(3)].map((set) => [...set, 'ContainerName']),
];

/**
 * Standard metrics, which bear the names of the events' own fields:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html
 */
const fields = [
  ...published(insights, usual, 'None', ['CpuUtilized', 'CpuReserved']),
  ...published(insights, usual, 'Megabytes', ['MemoryUtilized', 'MemoryReserved']),
  ...published(insights, usual, 'Bytes/Second', ['NetworkRxBytes', 'NetworkTxBytes']),
  ...published(insights, usual, 'Bytes', ['StorageReadBytes', 'StorageWriteBytes']),
  ...published(insights, usual, 'Gigabytes', [
    'EphemeralStorageReserved',
    'EphemeralStorageUtilized',
  ]),
];

/** Fields of the events of a service, which AWS writes and the local system does not. */
const serviceFields = published(insights, [service], 'Count', [
  'DesiredTaskCount',
  'RunningTaskCount',
  'PendingTaskCount',
  'DeploymentCount',
  'TaskSetCount',
]);

/** Parts of what is reserved, in percent: of a service, of a task and of a container. */
const shares: readonly {
  readonly metric: PublishedMetric;
  readonly type: string;
  readonly of: readonly [used: string, reserved: string];
}[] = [
  share('AWS/ECS', 'CPUUtilization', [service], 'Task', 'Cpu'),
  share('AWS/ECS', 'MemoryUtilization', [service], 'Task', 'Memory'),
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-enhanced-observability-metrics-ECS.html
  share(insights, 'TaskCpuUtilization', ofTask, 'Task', 'Cpu'),
  share(insights, 'TaskMemoryUtilization', ofTask, 'Task', 'Memory'),
  share(insights, 'ContainerCpuUtilization', ofContainer, 'Container', 'Cpu'),
  share(insights, 'ContainerMemoryUtilization', ofContainer, 'Container', 'Memory'),
];

function share(
  namespace: string,
  metricName: string,
  dimensionSets: PublishedMetric['dimensionSets'],
  type: string,
  resource: 'Cpu' | 'Memory',
): (typeof shares)[number] {
  return {
    metric: { namespace, metricName, dimensionSets, unit: 'Percent' },
    type,
    of: [`${resource}Utilized`, `${resource}Reserved`],
  };
}

/** Counted from the events of tasks, see task-counts.ts. */
export const runningTasks: PublishedMetric = {
  namespace: insights,
  metricName: 'RunningTaskCount',
  dimensionSets: [service],
  unit: 'Count',
};
export const desiredTasks: PublishedMetric = { ...runningTasks, metricName: 'DesiredTaskCount' };
export const tasksOfCluster: PublishedMetric = {
  namespace: insights,
  metricName: 'TaskCount',
  dimensionSets: [cluster],
  unit: 'Count',
};

/** What events of tasks and containers give. */
export const containerCatalog: Catalog = [
  ...fields,
  ...shares.map(({ metric }) => metric),
  runningTasks,
  tasksOfCluster,
];

/** What only events of a service give: not there in a run of the local system. */
export const serviceCatalog: Catalog = serviceFields;

/** The metrics that one event publishes. */
export function containerFacts(event: ContainerEvent): Fact[] {
  const seenAt = seenAtOf(event);
  const at = event.Timestamp;
  const fact = (metric: PublishedMetric, value: number | undefined): Fact[] =>
    value === undefined ? [] : [{ at, metric, value, seenAt }];
  const direct = event.Type === 'Task' ? fields : event.Type === 'Service' ? serviceFields : [];
  return [
    ...direct.flatMap((metric) => fact(metric, numberIn(event, metric.metricName))),
    ...shares
      .filter(({ type }) => type === event.Type)
      .flatMap(({ metric, of: [used, reserved] }) =>
        fact(metric, percentage(numberIn(event, used), numberIn(event, reserved))),
      ),
  ];
}

export function seenAtOf(event: ContainerEvent): Record<string, string> {
  const { ClusterName, ServiceName, TaskDefinitionFamily, TaskId, ContainerName } = event;
  const known = { ClusterName, ServiceName, TaskDefinitionFamily, TaskId, ContainerName };
  return Object.fromEntries(
    Object.entries(known).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function numberIn(event: ContainerEvent, field: string): number | undefined {
  const value = event[field];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function percentage(used: number | undefined, reserved: number | undefined): number | undefined {
  return used === undefined || reserved === undefined || reserved <= 0
    ? undefined
    : (used / reserved) * 100;
}
