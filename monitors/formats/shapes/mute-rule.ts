import type { z } from 'zod';
import type { MuteRule } from '../../definitions/mute-rule.ts';
import { compact, filled } from '../compact.ts';
import { shape, tags, text, texts } from './scalars.ts';
import { tagList, tagsOf } from './tags.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutAlarmMuteRule.html */
export const muteRuleSchema = shape({
  Name: text,
  Description: text.optional(),
  Rule: shape({
    Schedule: shape({ Expression: text, Duration: text, Timezone: text.optional() }),
  }),
  MuteTargets: shape({ AlarmNames: texts }).optional(),
  StartDate: text.optional(),
  ExpireDate: text.optional(),
  Tags: tags.optional(),
});

export function muteRuleShape(rule: MuteRule) {
  const names = filled(rule.alarms);
  return compact({
    Name: rule.name,
    Description: rule.description,
    Rule: {
      Schedule: compact({
        Expression: rule.schedule,
        Duration: rule.duration,
        Timezone: rule.timeZone,
      }),
    },
    MuteTargets: names === undefined ? undefined : { AlarmNames: names },
    StartDate: rule.start,
    ExpireDate: rule.expire,
    Tags: tagList(rule.tags),
  });
}

export function muteRuleOf(rule: z.infer<typeof muteRuleSchema>): MuteRule {
  const { Schedule } = rule.Rule;
  return compact({
    kind: 'mute-rule' as const,
    name: rule.Name,
    description: rule.Description === '' ? undefined : rule.Description,
    schedule: Schedule.Expression,
    duration: Schedule.Duration,
    timeZone: Schedule.Timezone,
    alarms: filled(rule.MuteTargets?.AlarmNames),
    start: instant(rule.StartDate),
    expire: instant(rule.ExpireDate),
    tags: tagsOf(rule.Tags),
  });
}

/** Whole seconds without their fraction, which JavaScript writes. */
function instant(time: string | undefined): string | undefined {
  return time?.replace(/\.0+(?=Z$)/, '');
}
