import type { Environment } from '../../definitions/definition.ts';
import { actionsOf } from './targets.ts';
import { messageDate } from '../reasons/dates.ts';
import type { AnyWatched } from '../engine/watched-alarms.ts';
import type { Transition } from '../timeline.ts';
import type { AlarmState } from '../../definitions/alarm-state.ts';
import { regionTitle } from './regions.ts';
import { triggerOf } from './trigger.ts';

/** An alarm that made a composite alarm change its state. */
export interface TriggeringChild {
  readonly arn: string;
  readonly state: AlarmState;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface MessageFacts {
  readonly watched: AnyWatched;
  readonly transition: Transition;
  readonly environment: Environment;
  /** When the alarm was made or changed, milliseconds since 1970. */
  readonly configuredAt: number;
  readonly afterMuteWindow: boolean;
  readonly triggers: readonly TriggeringChild[];
}

/**
 * The body that SNS delivers for a transition, with AWS's fields in AWS's order.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
export function messageOf(facts: MessageFacts): Readonly<Record<string, unknown>> {
  const { watched, transition, environment, configuredAt } = facts;
  const { alarm, region, arn } = watched;
  const actions = (state: AlarmState) => actionsOf(alarm.actions, state, region, environment);
  return {
    AlarmName: alarm.name,
    AlarmDescription: alarm.description ?? null,
    AWSAccountId: environment.accountId,
    AlarmConfigurationUpdatedTimestamp: messageDate(configuredAt),
    NewStateValue: transition.to,
    NewStateReason: transition.reason,
    StateChangeTime: messageDate(transition.at),
    Region: regionTitle(region),
    AlarmArn: arn,
    OldStateValue: transition.from,
    ActionExecutedAfterMuteWindow: facts.afterMuteWindow,
    OKActions: actions('OK'),
    AlarmActions: actions('ALARM'),
    InsufficientDataActions: actions('INSUFFICIENT_DATA'),
    ...(alarm.kind === 'metric-alarm'
      ? { Trigger: triggerOf(alarm) }
      : { AlarmRule: alarm.rule, TriggeringChildren: facts.triggers.map(childOf) }),
  };
}

function childOf({ arn, state, at }: TriggeringChild): Readonly<Record<string, unknown>> {
  return { Arn: arn, State: { Value: state, Timestamp: messageDate(at) } };
}
