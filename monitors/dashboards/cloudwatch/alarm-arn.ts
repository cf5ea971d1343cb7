import { alarmArn as arnOf, type AccountRegion } from '../../aws/arn.ts';

/** The ARN of an alarm that is given by name or by ARN already. */
export function alarmArn(alarm: string, place: AccountRegion): string {
  return alarm.startsWith('arn:') ? alarm : arnOf(place, alarm);
}
