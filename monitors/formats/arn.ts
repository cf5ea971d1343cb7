/** What an Amazon Resource Name tells: `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`. */
export interface Arn {
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  readonly resource: string;
}

export function parseArn(text: string): Arn | undefined {
  const [arn, , service, region, accountId, ...resource] = text.split(':');
  if (arn !== 'arn' || resource.length === 0) return undefined;
  return {
    service: service ?? '',
    region: region ?? '',
    accountId: accountId ?? '',
    resource: resource.join(':'),
  };
}

/** The name of an alarm that is given by its name or its ARN, wherever it lives. */
export function alarmNameOf(reference: string): string {
  const arn = parseArn(reference);
  return arn?.service === 'cloudwatch' && arn.resource.startsWith('alarm:')
    ? arn.resource.slice('alarm:'.length)
    : reference;
}
