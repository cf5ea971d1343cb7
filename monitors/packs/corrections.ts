import type { Correction } from './pack.ts';

/**
 * Where AWS's own material is wrong or contradicts itself, and what holds here. Copied as they are, its rows would give
 * alarms that always or never fire.
 */
export const corrections = {
  healthCheckStatistic: {
    row: 'Recommended alarms, Route 53 Public Data Plane: HealthCheckStatus',
    was: 'statistic Average',
    is: 'statistic Minimum',
    why: 'the Route 53 guide says that Minimum is the only valid statistic; the average of several checkers hides that one cannot reach the site',
  },
  memoryComparison: {
    row: 'Recommended alarms, ECS enhanced observability: TaskMemoryUtilization, ContainerMemoryUtilization',
    was: 'LESS_THAN_OR_EQUAL_TO_THRESHOLD 80',
    is: 'GreaterThanThreshold 80',
    why: 'its intent is to detect high memory: as printed, it is always in ALARM while the service is healthy',
  },
  containerMetricNames: {
    row: 'Recommended alarms, ECS enhanced observability: ContainerCPUUtilization, TaskEBSfilesystemUtilization',
    was: 'these names, the first one by ContainerName and ClusterName',
    is: 'ContainerCpuUtilization and TaskEBSFilesystemUtilization, always with ServiceName, too',
    why: 'the page of the metrics spells them so, and names are case-sensitive: as printed, nothing publishes them and the alarms never fire',
  },
  smsSuccessRate: {
    row: 'Recommended alarms, SNS: SMSSuccessRate',
    was: 'GREATER_THAN_THRESHOLD',
    is: 'LessThanThreshold',
    why: 'its intent is to detect failing deliveries, which lower the rate; no pack uses SMS, and lint reports the row as inverted-comparison',
  },
  dynamoDbMissingData: {
    row: 'Missing data of AWS/DynamoDB metrics',
    was: 'user guide: ignore by default, may be overridden; API reference: always ignore',
    is: 'the treatment that the alarm sets',
    why: 'the two pages contradict each other; no pack watches DynamoDB, and an alarm that sets its treatment does not depend on which is right',
  },
  testMetricFilterSample: {
    row: 'TestMetricFilter, sample 1: extracted value of $size',
    was: '"3145," with a comma',
    is: 'the field without the comma',
    why: 'fields are separated by spaces, and the log line of the sample has no comma: the comma is a mistake on the page',
  },
  missingRows: {
    row: 'Recommended alarms: SES and Application Load Balancer',
    was: 'no rows at all',
    is: 'alarms from the guides of SES and of Elastic Load Balancing',
    why: 'mail that bounces and targets that fail stop bookings like anything in the list',
  },
} as const satisfies Record<string, Correction>;
