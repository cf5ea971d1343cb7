import {
  DescribeAlarmsCommand,
  ListTagsForResourceCommand,
  paginateListMetrics,
  type CloudWatchClient,
} from '@aws-sdk/client-cloudwatch';
import { paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import type { Tags } from '../../definitions/base.ts';
import type { Metric } from '../../definitions/metric.ts';
import type { Connections } from '../../aws/clients.ts';
import type { AccountView, LogGroupFacts } from './account-view.ts';

/** The account behind AWS clients. It needs cloudwatch:ListMetrics, DescribeAlarms, ListTagsForResource and logs:DescribeLogGroups. */
export function accountView(connections: Connections): AccountView {
  return {
    logGroup: (region, name) => findLogGroup(connections, region, name),
    metricExists: (region, metric) => hasMetric(connections.in(region).cloudwatch, metric),
    alarmTags: (region, name) => tagsOfAlarm(connections.in(region).cloudwatch, name),
  };
}

async function findLogGroup(
  connections: Connections,
  region: string,
  name: string,
): Promise<LogGroupFacts | undefined> {
  const pages = paginateDescribeLogGroups(
    { client: connections.in(region).logs },
    { logGroupNamePrefix: name },
  );
  for await (const { logGroups = [] } of pages) {
    const found = logGroups.find(({ logGroupName }) => logGroupName === name);
    if (found !== undefined) return { logClass: found.logGroupClass ?? 'STANDARD' };
  }
  return undefined;
}

/** ListMetrics also gives metrics with further dimensions, which are others. */
async function hasMetric(client: CloudWatchClient, metric: Metric): Promise<boolean> {
  const { namespace, metricName, dimensions = {} } = metric;
  const wanted = Object.entries(dimensions);
  const pages = paginateListMetrics(
    { client },
    {
      Namespace: namespace,
      MetricName: metricName,
      Dimensions: wanted.map(([Name, Value]) => ({ Name, Value })),
    },
  );
  for await (const { Metrics = [] } of pages)
    if (Metrics.some(({ Dimensions = [] }) => Dimensions.length === wanted.length)) return true;
  return false;
}

async function tagsOfAlarm(client: CloudWatchClient, name: string): Promise<Tags | undefined> {
  const { MetricAlarms = [], CompositeAlarms = [] } = await client.send(
    new DescribeAlarmsCommand({
      AlarmNames: [name],
      AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
    }),
  );
  const [alarm] = [...MetricAlarms, ...CompositeAlarms];
  if (alarm?.AlarmArn === undefined) return undefined;
  const { Tags: tags = [] } = await client.send(
    new ListTagsForResourceCommand({ ResourceARN: alarm.AlarmArn }),
  );
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}
