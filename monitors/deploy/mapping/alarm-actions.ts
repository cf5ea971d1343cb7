import type { Actions } from '../../definitions/base.ts';
import type { AccountRegion } from '../../aws/arn.ts';
import { targetArns } from './scope.ts';

/** What alarms of both kinds have on AWS. */
interface AlarmFields {
  readonly AlarmDescription?: string | undefined;
  readonly ActionsEnabled?: boolean | undefined;
  readonly AlarmActions?: string[] | undefined;
  readonly OKActions?: string[] | undefined;
  readonly InsufficientDataActions?: string[] | undefined;
}

interface CanonicalAlarmFields {
  readonly AlarmDescription?: string;
  readonly ActionsEnabled: boolean;
  readonly AlarmActions: string[];
  readonly OKActions: string[];
  readonly InsufficientDataActions: string[];
}

interface Told {
  readonly description?: string;
  readonly actions?: Actions;
  readonly actionsEnabled?: boolean;
}

export function wantedAlarmFields(place: AccountRegion, alarm: Told): CanonicalAlarmFields {
  const { description, actions = {}, actionsEnabled } = alarm;
  return canonicalAlarmFields({
    AlarmDescription: description,
    ActionsEnabled: actionsEnabled,
    AlarmActions: targetArns(place, actions.alarm),
    OKActions: targetArns(place, actions.ok),
    InsufficientDataActions: targetArns(place, actions.insufficientData),
  });
}

export function canonicalAlarmFields(alarm: AlarmFields): CanonicalAlarmFields {
  const { AlarmDescription = '', ActionsEnabled = true } = alarm;
  return {
    ...(AlarmDescription === '' ? {} : { AlarmDescription }),
    ActionsEnabled,
    AlarmActions: (alarm.AlarmActions ?? []).toSorted(),
    OKActions: (alarm.OKActions ?? []).toSorted(),
    InsufficientDataActions: (alarm.InsufficientDataActions ?? []).toSorted(),
  };
}
