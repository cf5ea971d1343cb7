import { without } from './actions.ts';
import type { TerraformResource } from './resources.ts';
import type { World } from './world.ts';

/** Resources whose `id` is a name that a plan has, by the argument that holds the name. */
const names: ReadonlyMap<string, string> = new Map(
  Object.entries({
    aws_cloudwatch_composite_alarm: 'alarm_name',
    aws_cloudwatch_event_rule: 'name',
    aws_cloudwatch_log_group: 'name',
    aws_cloudwatch_log_metric_filter: 'name',
    aws_cloudwatch_metric_alarm: 'alarm_name',
  }),
);

/** Arguments that are somebody's name. */
const nameArguments = ['log_group_name', 'metric_name', 'rule'] as const;

/** The resource with the names that it takes from ids which are known after apply only. */
export function resolveIds(
  resource: TerraformResource,
  world: World,
  note: (sentence: string, resource: TerraformResource) => void,
): TerraformResource {
  const resolved = nameArguments.flatMap((argument) => {
    if (resource.unknown[argument] !== true) return [];
    const found = [...names].flatMap(([type, name]) =>
      world.referred(resource, argument, type).map(({ address, values }) => ({
        argument,
        address,
        value: values[name],
      })),
    );
    const [only] = found;
    return found.length === 1 && typeof only?.value === 'string' ? [only] : [];
  });
  for (const { argument, address, value } of resolved)
    note(`${argument} is "${String(value)}", as the id of ${address} will be`, resource);
  return {
    ...resource,
    values: {
      ...resource.values,
      ...Object.fromEntries(resolved.map(({ argument, value }) => [argument, value])),
    },
    unknown: without(
      resource.unknown,
      resolved.map(({ argument }) => argument),
    ),
  };
}
