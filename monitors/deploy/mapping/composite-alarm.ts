import type { CompositeAlarm as Described } from '@aws-sdk/client-cloudwatch';
import type { CompositeAlarm } from '../../definitions/composite-alarm.ts';
import type { AccountRegion } from '../../aws/arn.ts';
import { alarmName } from '../../aws/arn.ts';
import type { Contents, ResourceOf } from '../resource/resource.ts';
import { canonicalAlarmFields, wantedAlarmFields } from './alarm-actions.ts';
import { filled } from './metric-query.ts';
import type { Scope } from './scope.ts';
import { commonOf, placeOf } from './scope.ts';

type Content = Contents['composite-alarm'];

/** What PutCompositeAlarm is given: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
export function wantedCompositeAlarm(
  scope: Scope,
  alarm: CompositeAlarm,
): ResourceOf<'composite-alarm'> {
  const place = placeOf(scope, alarm);
  const { suppressor } = alarm;
  return {
    ...commonOf(scope, alarm),
    content: canonical(place, {
      AlarmName: alarm.name,
      AlarmRule: alarm.rule,
      ...wantedAlarmFields(place, alarm),
      ...(suppressor === undefined
        ? {}
        : {
            ActionsSuppressor: suppressor.alarm,
            ActionsSuppressorWaitPeriod: suppressor.waitPeriod,
            ActionsSuppressorExtensionPeriod: suppressor.extensionPeriod,
          }),
    }),
  };
}

/** What DescribeAlarms gives, in the same form. */
export function foundCompositeAlarm(place: AccountRegion, alarm: Described): Content {
  return canonical(place, {
    ...alarm,
    AlarmName: alarm.AlarmName ?? '',
    AlarmRule: alarm.AlarmRule ?? '',
  });
}

function canonical(place: AccountRegion, alarm: Content): Content {
  const { ActionsSuppressor, ActionConfiguration } = alarm;
  return {
    AlarmName: alarm.AlarmName,
    AlarmRule: alarm.AlarmRule,
    ...canonicalAlarmFields(alarm),
    ...(filled(ActionsSuppressor)
      ? {
          // AWS takes a name or an ARN for the same alarm.
          ActionsSuppressor: alarmName(place, ActionsSuppressor),
          ActionsSuppressorWaitPeriod: alarm.ActionsSuppressorWaitPeriod ?? 0,
          ActionsSuppressorExtensionPeriod: alarm.ActionsSuppressorExtensionPeriod ?? 0,
        }
      : {}),
    ...(ActionConfiguration === undefined ? {} : { ActionConfiguration }),
  };
}
