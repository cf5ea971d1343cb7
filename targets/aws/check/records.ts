import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { DescribeClustersCommand } from '@aws-sdk/client-ecs';
import type { AwsFile } from '../../file/aws-schema.ts';
import type { Answered, Check } from '../../check/check.ts';
import type { AwsClients } from '../clients.ts';
import { performanceGroup } from '../container-events.ts';
import { type LogPlace, loadBalancerOf, logPlaceOf, placeIn } from '../load-balancer.ts';

const lookBackMs = 15 * 60_000;

/** What tells of the load that there was. */
export async function* recordChecks(
  clients: AwsClients,
  file: AwsFile,
  now: number,
): AsyncGenerator<Check, void, undefined> {
  yield insightsCheck(clients, file);
  yield groupCheck(clients, 'container-events', performanceGroup(file), now);
  if (file.loadBalancer !== undefined) yield* accessLogChecks(clients, file, file.loadBalancer);
  for (const group of file.logGroups.service) yield groupCheck(clients, 'service-log', group, now);
  if (file.database !== undefined) yield metricsCheck(clients, now);
}

function insightsCheck({ ecs }: AwsClients, { cluster }: AwsFile): Check {
  return {
    capability: 'container-events',
    call: 'ecs:DescribeClusters',
    resource: `cluster ${cluster}`,
    ask: async () => {
      const answer = await ecs.send(
        new DescribeClustersCommand({ clusters: [cluster], include: ['SETTINGS'] }),
      );
      const settings = answer.clusters?.[0]?.settings ?? [];
      const value = settings.find(({ name }) => name === 'containerInsights')?.value ?? 'disabled';
      return value === 'disabled'
        ? { kind: 'off', text: 'Container Insights is disabled' }
        : { kind: 'ok', text: `Container Insights is ${value}` };
    },
  };
}

function groupCheck(
  { logs }: AwsClients,
  capability: string,
  logGroupName: string,
  now: number,
): Check {
  return {
    capability,
    call: 'logs:FilterLogEvents',
    resource: `log group ${logGroupName}`,
    ask: async () => {
      const { events = [], nextToken } = await logs.send(
        new FilterLogEventsCommand({
          logGroupName,
          startTime: now - lookBackMs,
          endTime: now,
          limit: 1,
        }),
      );
      const isThere = events.length > 0 || nextToken !== undefined;
      return {
        kind: 'ok',
        text: isThere ? 'has events of the last 15 min' : 'no event in the last 15 min',
      };
    },
  };
}

async function* accessLogChecks(
  clients: AwsClients,
  file: AwsFile,
  loadBalancer: string,
): AsyncGenerator<Check, void, undefined> {
  const capability = 'access-log';
  let place: LogPlace | undefined =
    file.accessLog === undefined ? undefined : placeIn(file.accessLog);
  if (file.accessLog === undefined)
    yield {
      capability,
      call: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
      resource: `load balancer ${loadBalancer}`,
      ask: async () => {
        place = await logPlaceOf(clients, await loadBalancerOf(clients, loadBalancer));
        return place === undefined
          ? { kind: 'off', text: 'it writes no access log' }
          : { kind: 'ok', text: `goes to s3://${place.bucket}/${place.prefix}` };
      },
    };
  if (place === undefined) return;
  const { bucket: Bucket, prefix } = place;
  let newest: string | undefined;
  yield {
    capability,
    call: 's3:ListBucket',
    resource: `arn:aws:s3:::${Bucket}`,
    ask: async () => {
      const answer = await clients.s3.send(
        new ListObjectsV2Command({ Bucket, Prefix: prefix, MaxKeys: 100 }),
      );
      newest = answer.Contents?.findLast(({ Key }) => Key?.endsWith('.log.gz') === true)?.Key;
      return {
        kind: 'ok',
        text: newest === undefined ? 'there is no file yet' : 'there are files',
      };
    },
  };
  yield {
    capability,
    call: 's3:GetObject',
    resource: `arn:aws:s3:::${Bucket}/${prefix === '' ? '' : `${prefix}/`}AWSLogs/*`,
    ask: async (): Promise<Answered> => {
      if (newest === undefined) return { kind: 'not-tried', text: 'not tried: there is no file' };
      const { Body } = await clients.s3.send(
        new GetObjectCommand({ Bucket, Key: newest, Range: 'bytes=0-0' }),
      );
      await Body?.transformToByteArray();
      return { kind: 'ok', text: 'a file can be read' };
    },
  };
}

function metricsCheck({ cloudwatch }: AwsClients, now: number): Check {
  return {
    capability: 'readers',
    call: 'cloudwatch:GetMetricData',
    resource: '*',
    ask: async () => {
      await cloudwatch.send(
        new GetMetricDataCommand({
          StartTime: new Date(now - lookBackMs),
          EndTime: new Date(now),
          MetricDataQueries: [
            {
              Id: 'connections',
              MetricStat: {
                Metric: { Namespace: 'AWS/RDS', MetricName: 'DatabaseConnections' },
                Period: 60,
                Stat: 'Average',
              },
            },
          ],
        }),
      );
      return { kind: 'ok', text: 'metrics can be read' };
    },
  };
}
