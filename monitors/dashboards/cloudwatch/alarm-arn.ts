import { alarmArn as arnOf, type Place } from '../../aws/arn.ts';

/** The ARN of an alarm that is given by name or by ARN already. */
export function alarmArn(alarm: string, place: Place): string {
  return alarm.startsWith('arn:') ? alarm : arnOf(place, alarm);
}

/** Name and region of an alarm that is given by name or by ARN. */
export function alarmParts(alarm: string): { readonly name: string; readonly region?: string } {
  const [, , , region, , , ...name] = alarm.split(':');
  return alarm.startsWith('arn:') && region !== undefined
    ? { name: name.join(':'), region }
    : { name: alarm };
}
