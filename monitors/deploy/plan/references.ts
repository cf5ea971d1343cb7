import { parseRule } from '../../composite-rule/parse.ts';
import { ruleReferences } from '../../composite-rule/references.ts';
import { accountOf, alarmName, lastPart } from '../../aws/arn.ts';
import type { Resource, ResourceOf } from '../resource/resource.ts';
import { alarmKey, topicKey } from '../resource/resource.ts';

/** Keys of the alarms that a composite alarm's rule looks at, each once. A rule that is none looks at nothing. */
export function childKeys(
  { region, content }: ResourceOf<'composite-alarm'>,
  accountId: string,
): string[] {
  const parsed = parseRule(content.AlarmRule ?? '');
  if (!parsed.ok) return [];
  const names = ruleReferences(parsed.rule).map(({ alarm }) =>
    alarmName({ region, accountId }, alarm),
  );
  return [...new Set(names)].map((name) => alarmKey(region, name));
}

/** Key of the alarm that keeps a composite alarm's actions back. */
export function suppressorKeys({ region, content }: ResourceOf<'composite-alarm'>): string[] {
  const { ActionsSuppressor } = content;
  return ActionsSuppressor === undefined ? [] : [alarmKey(region, ActionsSuppressor)];
}

/** Keys of everything else that a resource names: what has to exist before it. */
export function neededKeys(resource: Resource, accountId: string): string[] {
  switch (resource.kind) {
    case 'metric-alarm':
    case 'composite-alarm': {
      const { AlarmActions = [], OKActions = [], InsufficientDataActions = [] } = resource.content;
      const topics = topicKeys([...AlarmActions, ...OKActions, ...InsufficientDataActions]);
      if (resource.kind === 'metric-alarm') return topics;
      return [...topics, ...childKeys(resource, accountId), ...suppressorKeys(resource)];
    }
    case 'mute-rule': {
      const names = resource.content.MuteTargets?.AlarmNames ?? [];
      return names.map((name) => alarmKey(resource.region, name));
    }
    case 'event-rule':
      return topicKeys(resource.content.Targets.map(({ Arn = '' }) => Arn));
    case 'topic':
    case 'metric-filter':
    case 'dashboard':
    default:
      return [];
  }
}

/** Keys of the topics among ARNs. */
function topicKeys(arns: readonly string[]): string[] {
  const topics = arns.filter((arn) => arn.split(':')[2] === 'sns' && accountOf(arn) !== undefined);
  return [...new Set(topics)].map((arn) => topicKey(arn.split(':')[3] ?? '', lastPart(arn)));
}
