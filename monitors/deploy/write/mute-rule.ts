import { DeleteAlarmMuteRuleCommand, PutAlarmMuteRuleCommand } from '@aws-sdk/client-cloudwatch';
import type { Clients } from '../../aws/clients.ts';
import { present } from '../../../core/aws/present.ts';
import type { Resource, ResourceOf } from '../resource/resource.ts';
import { tagCloudWatch, tagList } from './tags.ts';

export async function writeMuteRule(
  clients: Clients,
  rule: ResourceOf<'mute-rule'>,
  before: Resource | undefined,
): Promise<void> {
  if (before !== undefined) await tagCloudWatch(clients, rule, before);
  const { StartDate, ExpireDate, ...content } = rule.content;
  await clients.cloudwatch.send(
    new PutAlarmMuteRuleCommand({
      ...content,
      ...(StartDate === undefined ? {} : { StartDate: new Date(StartDate) }),
      ...(ExpireDate === undefined ? {} : { ExpireDate: new Date(ExpireDate) }),
      ...(before === undefined ? { Tags: tagList(rule.tags) } : {}),
    }),
  );
}

export async function removeMuteRule({ cloudwatch }: Clients, { name }: Resource): Promise<void> {
  await present(cloudwatch.send(new DeleteAlarmMuteRuleCommand({ AlarmMuteRuleName: name })));
}
