/** Where names of alarms are looked up. */
export interface AlarmPlace {
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
}

/** The ARN of an alarm that is given by name or by ARN already. */
export function alarmArn(alarm: string, { region, accountId }: AlarmPlace): string {
  return alarm.startsWith('arn:')
    ? alarm
    : `arn:aws:cloudwatch:${region}:${accountId}:alarm:${alarm}`;
}

/** Name and region of an alarm that is given by name or by ARN. */
export function alarmParts(alarm: string): { readonly name: string; readonly region?: string } {
  const [, , , region, , , ...name] = alarm.split(':');
  return alarm.startsWith('arn:') && region !== undefined
    ? { name: name.join(':'), region }
    : { name: alarm };
}
