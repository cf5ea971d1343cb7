import type { z } from 'zod';
import type { CompositeAlarm } from '../../definitions/composite-alarm.ts';
import { compact } from '../compact.ts';
import type { WriteTarget } from './actions.ts';
import { actionLists, actionsOf } from './actions.ts';
import { flag, number, shape, tags, text, texts } from './scalars.ts';
import { tagList, tagsOf } from './tags.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
export const compositeAlarmSchema = shape({
  AlarmName: text,
  AlarmDescription: text.optional(),
  AlarmRule: text,
  ActionsEnabled: flag.optional(),
  AlarmActions: texts.optional(),
  OKActions: texts.optional(),
  InsufficientDataActions: texts.optional(),
  ActionsSuppressor: text.optional(),
  ActionsSuppressorWaitPeriod: number.optional(),
  ActionsSuppressorExtensionPeriod: number.optional(),
  Tags: tags.optional(),
});

export function compositeAlarmShape<A>(alarm: CompositeAlarm, write: WriteTarget<A>) {
  return {
    ...compact({
      AlarmName: alarm.name,
      AlarmDescription: alarm.description,
      AlarmRule: alarm.rule,
      ActionsEnabled: alarm.actionsEnabled,
      ActionsSuppressor: alarm.suppressor?.alarm,
      ActionsSuppressorWaitPeriod: alarm.suppressor?.waitPeriod,
      ActionsSuppressorExtensionPeriod: alarm.suppressor?.extensionPeriod,
      Tags: tagList(alarm.tags),
    }),
    ...actionLists(alarm.actions, write),
  };
}

export function compositeAlarmOf(alarm: z.infer<typeof compositeAlarmSchema>): CompositeAlarm {
  return compact({
    kind: 'composite-alarm' as const,
    name: alarm.AlarmName,
    description: alarm.AlarmDescription === '' ? undefined : alarm.AlarmDescription,
    rule: alarm.AlarmRule,
    suppressor:
      alarm.ActionsSuppressor === undefined
        ? undefined
        : {
            alarm: alarm.ActionsSuppressor,
            waitPeriod: alarm.ActionsSuppressorWaitPeriod ?? 0,
            extensionPeriod: alarm.ActionsSuppressorExtensionPeriod ?? 0,
          },
    actions: actionsOf(alarm),
    actionsEnabled: alarm.ActionsEnabled === false ? false : undefined,
    tags: tagsOf(alarm.Tags),
  });
}
