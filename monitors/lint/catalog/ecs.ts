import type { MetricFacts } from './metric-facts.ts';

const service = 'AWS/ECS';
const insights = 'ECS/ContainerInsights';
const freeSource =
  'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html';
const insightsSource =
  'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html';
const enhancedSource =
  'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-enhanced-observability-metrics-ECS.html';

const ofCluster = ['ClusterName'];
const ofService = ['ClusterName', 'ServiceName'];
const ofFamily = ['ClusterName', 'TaskDefinitionFamily'];
const percent = {
  range: [0, 100],
  beyond: 'on EC2, where a task can burst over its reservation',
  unit: 'Percent',
  trouble: 'high',
} as const;

export const ecs: readonly MetricFacts[] = [
  {
    namespace: service,
    metrics: ['CPUUtilization', 'MemoryUtilization'],
    dimensions: [ofService, ofCluster],
    source: freeSource,
    ...percent,
  },
  {
    namespace: service,
    metrics: ['CPUReservation', 'MemoryReservation'],
    dimensions: [ofCluster],
    source: freeSource,
    ...percent,
  },
  {
    namespace: service,
    metrics: ['EBSFilesystemUtilization'],
    source: freeSource,
    ...percent,
  },
  {
    namespace: insights,
    metrics: [
      'CpuUtilized',
      'CpuReserved',
      'MemoryUtilized',
      'MemoryReserved',
      'NetworkRxBytes',
      'NetworkTxBytes',
      'StorageReadBytes',
      'StorageWriteBytes',
      'EphemeralStorageReserved',
      'EphemeralStorageUtilized',
    ],
    range: [0, Infinity],
    dimensions: [ofCluster, ofService, ofFamily],
    source: insightsSource,
  },
  {
    namespace: insights,
    metrics: [
      'DesiredTaskCount',
      'RunningTaskCount',
      'PendingTaskCount',
      'DeploymentCount',
      'TaskSetCount',
    ],
    range: [0, Infinity],
    dimensions: [ofService],
    unit: 'Count',
    source: insightsSource,
  },
  {
    namespace: insights,
    metrics: ['TaskCount', 'ServiceCount', 'ContainerInstanceCount'],
    range: [0, Infinity],
    dimensions: [ofCluster],
    unit: 'Count',
    source: insightsSource,
  },
  {
    namespace: insights,
    metrics: ['RestartCount'],
    sparse: 'except for containers with a restart policy',
    range: [0, Infinity],
    trouble: 'high',
    unit: 'Count',
    source: insightsSource,
  },
  {
    namespace: insights,
    metrics: [
      'TaskCpuUtilization',
      'TaskMemoryUtilization',
      'ContainerCpuUtilization',
      'ContainerMemoryUtilization',
    ],
    source: enhancedSource,
    ...percent,
  },
  {
    namespace: insights,
    metrics: ['TaskEphemeralStorageUtilization', 'TaskEBSFilesystemUtilization'],
    source: enhancedSource,
    ...percent,
  },
  {
    namespace: insights,
    metrics: ['UnHealthyContainerHealthStatus'],
    range: [0, 1],
    trouble: 'high',
    source: enhancedSource,
  },
];
