import {
  DeleteAlarmsCommand,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
} from '@aws-sdk/client-cloudwatch';
import type { Clients } from '../../aws/clients.ts';
import { present } from '../../../core/aws/present.ts';
import type { Resource, ResourceOf } from '../resource/resource.ts';
import { tagCloudWatch, tagList } from './tags.ts';

/** Creates the alarm, or overwrites all of its configuration; its state stays. */
export async function writeMetricAlarm(
  clients: Clients,
  alarm: ResourceOf<'metric-alarm'>,
  before: Resource | undefined,
): Promise<void> {
  if (before !== undefined) await tagCloudWatch(clients, alarm, before);
  await clients.cloudwatch.send(
    new PutMetricAlarmCommand({ ...alarm.content, ...tagsOfNew(alarm, before) }),
  );
}

/** Creates the alarm, or overwrites all of its configuration; its state stays. */
export async function writeCompositeAlarm(
  clients: Clients,
  alarm: ResourceOf<'composite-alarm'>,
  before: Resource | undefined,
): Promise<void> {
  if (before !== undefined) await tagCloudWatch(clients, alarm, before);
  await clients.cloudwatch.send(
    new PutCompositeAlarmCommand({ ...alarm.content, ...tagsOfNew(alarm, before) }),
  );
}

/** One at a time: AWS takes at most one composite alarm a request. `breaks` names those whose rules keep it. */
export async function removeAlarm(
  { cloudwatch }: Clients,
  alarm: Resource,
  breaks: readonly string[],
): Promise<void> {
  for (const AlarmName of breaks)
    await cloudwatch.send(new PutCompositeAlarmCommand({ AlarmName, AlarmRule: 'FALSE' }));
  await present(cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: [alarm.name] })));
}

function tagsOfNew(alarm: Resource, before: Resource | undefined) {
  return before === undefined ? { Tags: tagList(alarm.tags) } : {};
}
