import { z } from 'zod';

/**
 * A Container Insights performance event, with the fields that everything here needs of it; its others stay as they
 * are. CPU in units of 1/1024 vCPU, memory in MiB:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-reference-performance-logs-ECS.html
 */
export const containerEvent = z.looseObject({
  Type: z.string(),
  /** Milliseconds since 1970. */
  Timestamp: z.number(),
  ClusterName: z.string().optional(),
  ServiceName: z.string().optional(),
  TaskDefinitionFamily: z.string().optional(),
  TaskId: z.string().optional(),
  ContainerName: z.string().optional(),
  CpuUtilized: z.number().optional(),
  CpuReserved: z.number().optional(),
  MemoryUtilized: z.number().optional(),
  MemoryReserved: z.number().optional(),
});
export type ContainerEvent = z.infer<typeof containerEvent>;
