import type { PutCompositeAlarmCommandInput } from '@aws-sdk/client-cloudwatch';
import type { PutAlarmMuteRuleCommandInput } from '@aws-sdk/client-cloudwatch';
import type { PutMetricAlarmCommandInput } from '@aws-sdk/client-cloudwatch';
import type { PutMetricFilterCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import type { Target } from '@aws-sdk/client-eventbridge';
import type { Tags } from '../../definitions/base.ts';
import type { DefinitionKind } from '../../definitions/definition.ts';
import { nameOf } from '../../definitions/definition.ts';
import type { Location } from '../../../core/source/location.ts';
import type { Json } from './json.ts';
import { definedFilterName } from './ownership.ts';

export interface TopicContent {
  readonly Name: string;
  readonly DisplayName: string;
  /** Those given in the definition; others are people's own matter and never looked at. */
  readonly Subscriptions: readonly { readonly Name: string }[];
  /** Its policy says so in words of ours, whatever else it says. */
  readonly AlarmsMayPublish: boolean;
  readonly EventsMayPublish: boolean;
}

export interface EventRuleContent {
  readonly Name: string;
  readonly Description?: string;
  readonly EventPattern: Json;
  readonly State: string;
  readonly Targets: readonly Target[];
  /** Found on rules that are not of ours. */
  readonly ScheduleExpression?: string;
  readonly RoleArn?: string;
}

export interface DashboardContent {
  readonly DashboardName: string;
  readonly DashboardBody: Json;
}

export type MuteRuleContent = Omit<
  PutAlarmMuteRuleCommandInput,
  'Tags' | 'StartDate' | 'ExpireDate'
> & { readonly StartDate?: string; readonly ExpireDate?: string };

/** What AWS holds of each kind, in one canonical form: defaults filled in, sets sorted, nothing empty. */
export interface Contents {
  readonly topic: TopicContent;
  readonly 'metric-filter': PutMetricFilterCommandInput;
  readonly 'metric-alarm': Omit<PutMetricAlarmCommandInput, 'Tags'>;
  readonly 'composite-alarm': Omit<PutCompositeAlarmCommandInput, 'Tags'>;
  readonly 'mute-rule': MuteRuleContent;
  readonly 'event-rule': EventRuleContent;
  readonly dashboard: DashboardContent;
}

/** Something on AWS, wanted or found. */
export interface ResourceOf<K extends DefinitionKind> {
  readonly kind: K;
  readonly region: string;
  /** The name on AWS. */
  readonly name: string;
  readonly arn?: string;
  readonly tags: Tags;
  readonly content: Contents[K];
  /** Where its definition stands. */
  readonly origin?: Location;
}

export type Resource = { [K in DefinitionKind]: ResourceOf<K> }[DefinitionKind];

/** What identifies a resource in an account. Alarms of all kinds share their names; dashboards know no regions. */
export function keyOf(resource: Resource): string {
  switch (resource.kind) {
    case 'metric-alarm':
    case 'composite-alarm':
      return alarmKey(resource.region, resource.name);
    case 'metric-filter':
      return filterKey(resource.region, resource.content.logGroupName ?? '', resource.name);
    case 'dashboard':
      return `dashboard ${resource.name}`;
    case 'topic':
    case 'mute-rule':
    case 'event-rule':
    default:
      return `${resource.kind} ${resource.region} ${resource.name}`;
  }
}

export function alarmKey(region: string, name: string): string {
  return `alarm ${region} ${name}`;
}

export function filterKey(region: string, logGroup: string, name: string): string {
  return `metric-filter ${region} ${logGroup} ${name}`;
}

export function topicKey(region: string, name: string): string {
  return `topic ${region} ${name}`;
}

/** `metric alarm "pms-critical" in eu-west-1`, in the words of the definitions. */
export function describe(resource: Resource): string {
  if (resource.kind === 'dashboard') return nameOf(resource);
  const name = resource.kind === 'metric-filter' ? definedFilterName(resource.name) : resource.name;
  const group =
    resource.kind === 'metric-filter' ? ` of ${resource.content.logGroupName ?? ''}` : '';
  return `${nameOf({ kind: resource.kind, name })}${group} in ${resource.region}`;
}
