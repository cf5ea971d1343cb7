import { z } from 'zod';
import { text } from './text.ts';

const region = 'a region such as eu-south-1';
const seconds = 'a number of seconds from 0 to 1800';
const bucket = 'a place such as s3://my-logs/production';
const endpoint = 'a URL such as http://127.0.0.1:5000';

/** Where a target runs in an AWS account. What is not named is not looked at, and nothing is guessed from names. */
export const awsSchema = z.strictObject({
  region: z.string(region).regex(/^[a-z]{2}(-[a-z]+)+-\d+$/, region),
  profile: text('a profile')
    .describe('Of the shared configuration; without it, the credentials that every AWS tool finds')
    .optional(),
  endpointUrl: z
    .url({ protocol: /^https?$/, error: endpoint })
    .describe('Of all services, such as a simulator')
    .optional(),
  cluster: text('the name or ARN of an ECS cluster'),
  services: z
    .array(text('the name of a service'), 'a list of services')
    .min(1, 'at least one service')
    .describe('Services of the cluster whose tasks serve visitors'),
  loadBalancer: text('the name or ARN of an Application Load Balancer').optional(),
  database: text('the identifier of a database cluster').optional(),
  logGroups: z
    .strictObject({
      containerInsights: text('the name of a log group')
        .describe('Default: /aws/ecs/containerinsights/CLUSTER/performance')
        .optional(),
      service: z
        .array(text('the name of a log group'), 'a list of log groups')
        .default([])
        .describe('What the tasks log'),
    })
    .default({ service: [] }),
  accessLog: z
    .string(bucket)
    .regex(/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/.*)?$/, bucket)
    .describe('Where its access log goes; default: what the load balancer itself says')
    .optional(),
  lateSeconds: z
    .number(seconds)
    .min(0, seconds)
    .max(1800, seconds)
    .default(420)
    .describe('How long a run waits for what AWS delivers late: events 2, access logs 5 minutes'),
});

export type AwsFile = z.infer<typeof awsSchema>;
