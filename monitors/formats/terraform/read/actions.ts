import type { Subscription } from '../../shapes/topic.ts';
import { protocolSchema } from '../../shapes/topic.ts';
import type { Fields } from '../../source/record.ts';
import type { TerraformResource } from './resources.ts';
import type { World } from './world.ts';

/** Arguments that hold several ARNs. */
const actionArguments = ['alarm_actions', 'ok_actions', 'insufficient_data_actions'] as const;

type Note = (sentence: string, resource: TerraformResource) => void;

/**
 * The resource with the ARNs of topics that do not exist yet: their names are in the plan, and so is which of them the
 * expression refers to. `onWhole` is told of lists of which nothing else is known either.
 */
export function resolveActions(
  resource: TerraformResource,
  world: World,
  note: Note,
  onWhole: () => void,
): TerraformResource {
  const lists = actionArguments.filter((name) => hasUnknown(resource.unknown[name]));
  const single = ['arn', 'topic_arn'].filter((name) => resource.unknown[name] === true);
  if (lists.length + single.length === 0) return resource;
  const values: Record<string, unknown> = { ...resource.values };
  const resolved: string[] = [];
  for (const name of [...lists, ...single]) {
    const arns = world.referred(resource, name, 'aws_sns_topic').map(world.topicArnOf);
    if (arns.length === 0) continue;
    const given = resource.values[name];
    const known = Array.isArray(given) ? given.filter((item) => typeof item === 'string') : [];
    values[name] = lists.some((list) => list === name)
      ? [...new Set([...known, ...arns])]
      : arns[0];
    resolved.push(name);
    if (resource.unknown[name] === true && !single.includes(name)) onWhole();
    if (arns.length > 1 && single.includes(name))
      note(`${name} may be one of ${arns.length} topics; the first is used`, resource);
  }
  return { ...resource, values, unknown: without(resource.unknown, resolved) };
}

function hasUnknown(value: unknown): boolean {
  return value === true || (Array.isArray(value) && value.includes(true));
}

/** Fields without those of some names. */
export function without(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

/** The subscriptions to a topic that definitions know; the others are noted. */
export function subscriptionsOf(
  topic: TerraformResource,
  resources: readonly TerraformResource[],
  world: World,
  note: Note,
): readonly Subscription[] {
  const arn = world.topicArnOf(topic);
  return resources
    .filter(
      ({ type, values }) => type === 'aws_sns_topic_subscription' && values['topic_arn'] === arn,
    )
    .flatMap((resource) => {
      const { protocol, endpoint } = resource.values;
      const known = protocolSchema.safeParse(protocol);
      if (known.success) return [{ protocol: known.data, endpoint: String(endpoint) }];
      note(`it is left out: its protocol is ${String(protocol)}`, resource);
      return [];
    });
}

/** ARNs of a rule's targets. */
export function targetsOf(
  rule: TerraformResource,
  resources: readonly TerraformResource[],
  world: World,
): readonly string[] {
  return resources
    .filter(
      (target) =>
        target.type === 'aws_cloudwatch_event_target' &&
        target.values['rule'] === rule.values['name'] &&
        world.regionOf(target) === world.regionOf(rule),
    )
    .map(({ values }) => String(values['arn']));
}

/** Why a subscription or a target belongs to no definition: what it belongs to is not in the file. */
export function strayReason(
  { type, values }: TerraformResource,
  resources: readonly TerraformResource[],
  world: World,
): string | undefined {
  const among = (of: string, is: (resource: TerraformResource) => boolean): boolean =>
    resources.some((resource) => resource.type === of && is(resource));
  if (type === 'aws_sns_topic_subscription')
    return among('aws_sns_topic', (topic) => world.topicArnOf(topic) === values['topic_arn'])
      ? undefined
      : 'it is left out: its topic is not in the file';
  if (type === 'aws_cloudwatch_event_target')
    return among('aws_cloudwatch_event_rule', (rule) => rule.values['name'] === values['rule'])
      ? undefined
      : 'it is left out: its rule is not in the file';
  return undefined;
}
