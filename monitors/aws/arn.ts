/** A region of an account: where a thing with an ARN lives. */
export interface AccountRegion {
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
}

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

const partitions = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-isob-', 'aws-iso-b'],
  ['us-isof-', 'aws-iso-f'],
  ['us-iso-', 'aws-iso'],
  ['eu-isoe-', 'aws-iso-e'],
  ['eusc-', 'aws-eusc'],
] as const;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function partitionOf(region: string): string {
  return partitions.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
}

export function topicArn({ region, accountId }: AccountRegion, name: string): string {
  return `arn:${partitionOf(region)}:sns:${region}:${accountId}:${name}`;
}

export function alarmArn({ region, accountId }: AccountRegion, name: string): string {
  return `arn:${partitionOf(region)}:cloudwatch:${region}:${accountId}:alarm:${name}`;
}

export function muteRuleArn({ region, accountId }: AccountRegion, name: string): string {
  return `arn:${partitionOf(region)}:cloudwatch:${region}:${accountId}:alarm-mute-rule:${name}`;
}

/** Of a rule on the default bus. */
export function eventRuleArn({ region, accountId }: AccountRegion, name: string): string {
  return `arn:${partitionOf(region)}:events:${region}:${accountId}:rule/${name}`;
}

/** Dashboards belong to an account, not to a region. */
export function dashboardArn({ region, accountId }: AccountRegion, name: string): string {
  return `arn:${partitionOf(region)}:cloudwatch::${accountId}:dashboard/${name}`;
}

/** The alarm that a rule, a suppressor or a mute rule refers to: its name, when it lives in this place. */
export function alarmName(place: AccountRegion, nameOrArn: string): string {
  const prefix = alarmArn(place, '');
  return nameOrArn.startsWith(prefix) ? nameOrArn.slice(prefix.length) : nameOrArn;
}

/** An alarm that is named somewhere: by its name, or by an ARN, which also tells where it lives. */
export interface AlarmReference {
  readonly name: string;
  readonly region?: string;
  readonly accountId?: string;
}

export function alarmReference(nameOrArn: string): AlarmReference {
  const [, region, accountId, name] =
    /^arn:[^:]+:cloudwatch:([^:]*):([^:]*):alarm:(.+)$/s.exec(nameOrArn) ?? [];
  return name === undefined || region === undefined || accountId === undefined
    ? { name: nameOrArn }
    : { name, region, accountId };
}

/** What an ARN calls its thing: the part after the last colon or slash of a topic, rule or dashboard. */
export function lastPart(arn: string): string {
  return arn.slice(Math.max(arn.lastIndexOf(':'), arn.lastIndexOf('/')) + 1);
}

/** The account of an ARN, where it has one. */
export function accountOf(arn: string): string | undefined {
  const account = arn.split(':')[4];
  return account === '' ? undefined : account;
}
