import type { Actions, ActionTarget } from '../../definitions/base.ts';
import type { Environment } from '../../definitions/definition.ts';
import type { AlarmState } from '../../definitions/alarm-state.ts';

/** Which of an alarm's lists of actions each state runs. */
const listOf = { ALARM: 'alarm', OK: 'ok', INSUFFICIENT_DATA: 'insufficientData' } as const;

/** The ARNs of the actions of a state. A topic by its name is one of the same region and account. */
export function actionsOf(
  actions: Actions | undefined,
  state: AlarmState,
  region: string,
  { accountId }: Environment,
): string[] {
  return (actions?.[listOf[state]] ?? []).map((target) => arnOf(target, region, accountId));
}

function arnOf(target: ActionTarget, region: string, accountId: string): string {
  return typeof target === 'string'
    ? target
    : `arn:${partitionOf(region)}:sns:${region}:${accountId}:${target.topic}`;
}

export function alarmArn(name: string, region: string, { accountId }: Environment): string {
  return `arn:${partitionOf(region)}:cloudwatch:${region}:${accountId}:alarm:${name}`;
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
