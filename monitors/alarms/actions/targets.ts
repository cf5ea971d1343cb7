import { topicArn } from '../../aws/arn.ts';
import type { Actions } from '../../definitions/base.ts';
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
  return (actions?.[listOf[state]] ?? []).map((target) =>
    typeof target === 'string' ? target : topicArn({ region, accountId }, target.topic),
  );
}
