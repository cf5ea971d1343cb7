import { collected } from '../../../core/collected.ts';
import {
  GetAlarmMuteRuleCommand,
  ListTagsForResourceCommand,
  paginateListAlarmMuteRules,
} from '@aws-sdk/client-cloudwatch';
import { lastPart } from '../../aws/arn.ts';
import { mapPresent } from '../../../core/aws/bounded.ts';
import { foundMuteRule } from '../mapping/mute-rule.ts';
import { ownerOfTags } from '../resource/ownership.ts';
import type { Found } from './found.ts';
import type { Reading } from './reading.ts';
import { matters, placeOf, tagRecord } from './reading.ts';

export async function readMuteRules(reading: Reading): Promise<Found[]> {
  const { cloudwatch } = reading.clients;
  const pages = await collected(paginateListAlarmMuteRules({ client: cloudwatch }, {}));
  const rules = pages.flatMap(({ AlarmMuteRuleSummaries = [] }) => AlarmMuteRuleSummaries);
  return mapPresent(rules, ({ AlarmMuteRuleArn = '' }) => found(reading, AlarmMuteRuleArn));
}

async function found(reading: Reading, arn: string): Promise<Found> {
  const { region, cloudwatch } = reading.clients;
  const name = lastPart(arn);
  const key = `mute-rule ${region} ${name}`;
  const { Tags } = await cloudwatch.send(new ListTagsForResourceCommand({ ResourceARN: arn }));
  const tags = tagRecord(Tags);
  const owner = ownerOfTags(tags);
  if (!matters(reading, key, owner))
    return { whole: false, key, kind: 'mute-rule', region, name, tags, owner };
  const rule = await cloudwatch.send(new GetAlarmMuteRuleCommand({ AlarmMuteRuleName: name }));
  const content = foundMuteRule(placeOf(reading), { ...rule, Name: rule.Name ?? name });
  return {
    whole: true,
    key,
    owner,
    resource: { kind: 'mute-rule', region, name, arn, tags, content },
  };
}
