import { collected } from '../../../core/collected.ts';
import type { CompositeAlarm, LogAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { ListTagsForResourceCommand, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { alarmArn } from '../../aws/arn.ts';
import { mapPresent } from '../../../core/aws/bounded.ts';
import { foundCompositeAlarm } from '../mapping/composite-alarm.ts';
import { foundMetricAlarm } from '../mapping/metric-alarm.ts';
import { ownerOfTags } from '../resource/ownership.ts';
import { alarmKey } from '../resource/resource.ts';
import type { Found } from './found.ts';
import type { Reading } from './reading.ts';
import { placeOf, tagRecord } from './reading.ts';

type Described =
  | { readonly kind: 'metric-alarm'; readonly alarm: MetricAlarm }
  | { readonly kind: 'composite-alarm'; readonly alarm: CompositeAlarm }
  | { readonly kind: 'log-alarm'; readonly alarm: LogAlarm };

/** Every alarm: metric, composite and log alarms share their names, and any of them may look at one of ours. */
export async function readAlarms(reading: Reading): Promise<Found[]> {
  return mapPresent(await describeAll(reading), (described) => found(reading, described));
}

async function describeAll({ clients }: Reading): Promise<Described[]> {
  const pages = paginateDescribeAlarms(
    { client: clients.cloudwatch },
    // Without the types, AWS lists metric alarms only.
    { AlarmTypes: ['MetricAlarm', 'CompositeAlarm', 'LogAlarm'] },
  );
  return (await collected(pages)).flatMap(
    ({ MetricAlarms = [], CompositeAlarms = [], LogAlarms = [] }) => [
      ...MetricAlarms.map((alarm) => ({ kind: 'metric-alarm' as const, alarm })),
      ...CompositeAlarms.map((alarm) => ({ kind: 'composite-alarm' as const, alarm })),
      ...LogAlarms.map((alarm) => ({ kind: 'log-alarm' as const, alarm })),
    ],
  );
}

async function found(reading: Reading, described: Described): Promise<Found> {
  const { clients } = reading;
  const { region } = clients;
  const name = described.alarm.AlarmName ?? '';
  const arn = described.alarm.AlarmArn ?? alarmArn(placeOf(reading), name);
  const { Tags } = await clients.cloudwatch.send(
    new ListTagsForResourceCommand({ ResourceARN: arn }),
  );
  const tags = tagRecord(Tags);
  const owner = ownerOfTags(tags);
  const key = alarmKey(region, name);
  const common = { region, name, arn, tags };
  switch (described.kind) {
    case 'metric-alarm': {
      const content = foundMetricAlarm(described.alarm);
      return { whole: true, key, owner, resource: { kind: 'metric-alarm', ...common, content } };
    }
    case 'composite-alarm': {
      const content = foundCompositeAlarm(placeOf(reading), described.alarm);
      return { whole: true, key, owner, resource: { kind: 'composite-alarm', ...common, content } };
    }
    case 'log-alarm':
    default:
      return { whole: false, key, kind: 'log-alarm', region, name, tags, owner };
  }
}
