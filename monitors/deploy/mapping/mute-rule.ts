import type { GetAlarmMuteRuleCommandOutput } from '@aws-sdk/client-cloudwatch';
import type { MuteRule } from '../../definitions/mute-rule.ts';
import type { AccountRegion } from '../../aws/arn.ts';
import { alarmName } from '../../aws/arn.ts';
import type { MuteRuleContent, ResourceOf } from '../resource/resource.ts';
import { filled } from './metric-query.ts';
import type { Scope } from './scope.ts';
import { commonOf, placeOf } from './scope.ts';

/** What PutAlarmMuteRule is given: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutAlarmMuteRule.html */
export function wantedMuteRule(scope: Scope, rule: MuteRule): ResourceOf<'mute-rule'> {
  return {
    ...commonOf(scope, rule),
    content: canonical(placeOf(scope, rule), {
      Name: rule.name,
      Description: rule.description,
      Rule: {
        Schedule: {
          Expression: rule.schedule,
          Duration: rule.duration,
          Timezone: rule.timeZone,
        },
      },
      MuteTargets: { AlarmNames: [...(rule.alarms ?? [])] },
      ...instant('StartDate', rule.start),
      ...instant('ExpireDate', rule.expire),
    }),
  };
}

/** What GetAlarmMuteRule gives, in the same form. */
export function foundMuteRule(
  place: AccountRegion,
  rule: GetAlarmMuteRuleCommandOutput,
): MuteRuleContent {
  const { Name = '', Description, Rule, MuteTargets, StartDate, ExpireDate } = rule;
  return canonical(place, {
    Name,
    Description,
    Rule,
    MuteTargets,
    ...instant('StartDate', StartDate?.toISOString()),
    ...instant('ExpireDate', ExpireDate?.toISOString()),
  });
}

function canonical(place: AccountRegion, rule: MuteRuleContent): MuteRuleContent {
  const { Expression, Duration, Timezone } = rule.Rule?.Schedule ?? {
    Expression: undefined,
    Duration: undefined,
  };
  const alarms = (rule.MuteTargets?.AlarmNames ?? []).map((name) => alarmName(place, name));
  return {
    Name: rule.Name,
    ...(filled(rule.Description) ? { Description: rule.Description } : {}),
    Rule: {
      Schedule: { Expression, Duration, Timezone: filled(Timezone) ? Timezone : 'UTC' },
    },
    ...(alarms.length === 0 ? {} : { MuteTargets: { AlarmNames: alarms.toSorted() } }),
    ...instant('StartDate', rule.StartDate),
    ...instant('ExpireDate', rule.ExpireDate),
  };
}

/** An instant that is none is left to the check of definitions; seconds are AWS's finest. */
function instant<K extends 'StartDate' | 'ExpireDate'>(
  name: K,
  text: string | undefined,
): { readonly [N in K]?: string } {
  const field: { [N in K]?: string } = {};
  if (text === undefined) return field;
  const at = Date.parse(text);
  field[name] = Number.isNaN(at) ? text : new Date(Math.trunc(at / 1000) * 1000).toISOString();
  return field;
}
