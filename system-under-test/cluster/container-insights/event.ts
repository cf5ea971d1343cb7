/**
 * Performance events as Container Insights writes them for a service on Fargate: AWS's fields in AWS's order and units
 * (CPU units, 1024 = 1 vCPU; memory in MB; network bytes per second; storage bytes since start; times in milliseconds).
 */
export interface TaskIdentity {
  /** 32 hexadecimal digits. */
  readonly taskId: string;
  readonly clusterName: string;
  readonly availabilityZone: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly startedAt: number;
}

/** What one task used since the last event. */
export interface TaskUsage {
  readonly cpuUnits: number;
  readonly memoryMb: number;
  readonly storageReadBytes: number;
  readonly storageWriteBytes: number;
  readonly receivedBytesPerSecond: number;
  readonly sentBytesPerSecond: number;
}

export const service = { family: 'pms', revision: '1', name: 'pms', image: 'bilancia/pms:local' };

/** What a task may use, one of Fargate's combinations. Locally it is a yardstick and not a limit. */
export const reserved = { cpuUnits: 1024, memoryMb: 2048, ephemeralStorageGb: 21.47 };

export function taskEvent(task: TaskIdentity, usage: TaskUsage, timestamp: number) {
  return {
    Version: '0',
    Type: 'Task',
    TaskId: task.taskId,
    TaskDefinitionFamily: service.family,
    TaskDefinitionRevision: service.revision,
    ServiceName: service.name,
    ClusterName: task.clusterName,
    AccountID: '000000000000',
    Region: 'local-1',
    AvailabilityZone: task.availabilityZone,
    KnownStatus: 'RUNNING',
    LaunchType: 'FARGATE',
    PullStartedAt: task.createdAt,
    PullStoppedAt: task.createdAt,
    CreatedAt: task.createdAt,
    StartedAt: task.startedAt,
    Timestamp: timestamp,
    ...usageFields(usage),
    EphemeralStorageReserved: reserved.ephemeralStorageGb,
  };
}

export function containerEvent(task: TaskIdentity, usage: TaskUsage, timestamp: number) {
  return {
    Version: '0',
    Type: 'Container',
    ContainerName: service.name,
    TaskId: task.taskId,
    TaskDefinitionFamily: service.family,
    TaskDefinitionRevision: service.revision,
    ServiceName: service.name,
    ClusterName: task.clusterName,
    Image: service.image,
    ContainerKnownStatus: 'RUNNING',
    Timestamp: timestamp,
    ...usageFields(usage),
  };
}

/** A process has no network interface of its own: what only that could count stays 0. */
function usageFields(usage: TaskUsage) {
  return {
    CpuUtilized: usage.cpuUnits,
    CpuReserved: reserved.cpuUnits,
    MemoryUtilized: usage.memoryMb,
    MemoryReserved: reserved.memoryMb,
    StorageReadBytes: usage.storageReadBytes,
    StorageWriteBytes: usage.storageWriteBytes,
    NetworkRxBytes: usage.receivedBytesPerSecond,
    NetworkRxDropped: 0,
    NetworkRxErrors: 0,
    NetworkRxPackets: 0,
    NetworkTxBytes: usage.sentBytesPerSecond,
    NetworkTxDropped: 0,
    NetworkTxErrors: 0,
    NetworkTxPackets: 0,
  };
}
