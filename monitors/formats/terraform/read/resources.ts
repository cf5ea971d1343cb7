import type { Location } from '../../../../core/source/location.ts';
import { lineStarts, placeAt } from '../../source/lines.ts';
import type { Fields } from '../../source/record.ts';
import { fieldsOf, listOfFields } from '../../source/record.ts';

/** A resource of a plan or a state, with what is known of it. */
export interface TerraformResource {
  /** `module.monitors["prod"].aws_cloudwatch_metric_alarm.cpu[0]` */
  readonly address: string;
  /** Address of the module; empty for the root. */
  readonly module: string;
  readonly type: string;
  readonly name: string;
  /** Of count or for_each. */
  readonly index?: string | number;
  readonly values: Fields;
  /** For each argument that is known after apply only: true, or the same shape as the argument. */
  readonly unknown: Fields;
  readonly location: Location;
}

/** The managed resources of all modules, of a plan's future or of a state. */
export function resourcesOf(
  show: Fields,
  text: string,
  file: string,
): readonly TerraformResource[] {
  const values = fieldsOf('planned_values' in show ? show['planned_values'] : show['values']);
  const unknown = unknownByAddress(show['resource_changes']);
  const places = addressPlaces(text);
  const flat = modulesOf(fieldsOf(values['root_module']), '').flatMap(({ module, resources }) =>
    resources.map((resource) => ({ module, resource })),
  );
  return flat
    .filter(({ resource }) => resource['mode'] !== 'data')
    .map(({ module, resource }) => {
      const address = String(resource['address']);
      const { index } = resource;
      return {
        address,
        module,
        type: String(resource['type']),
        name: String(resource['name']),
        ...(typeof index === 'string' || typeof index === 'number' ? { index } : {}),
        values: fieldsOf(resource['values']),
        unknown: unknown.get(address) ?? {},
        location: { file, ...places.get(address), address },
      };
    });
}

function modulesOf(
  module: Fields,
  address: string,
): readonly { readonly module: string; readonly resources: readonly Fields[] }[] {
  return [
    { module: address, resources: listOfFields(module['resources']) },
    ...listOfFields(module['child_modules']).flatMap((child) =>
      modulesOf(child, String(child['address'])),
    ),
  ];
}

function unknownByAddress(changes: unknown): ReadonlyMap<string, Fields> {
  return new Map(
    listOfFields(changes).map((change) => [
      String(change['address']),
      fieldsOf(fieldsOf(change['change'])['after_unknown']),
    ]),
  );
}

/** Where each resource begins: the first place that names its address. */
function addressPlaces(text: string): ReadonlyMap<string, { line: number; column: number }> {
  const lines = lineStarts(text);
  const places = new Map<string, { line: number; column: number }>();
  for (const match of text.matchAll(/"address"\s*:\s*("(?:[^"\\]|\\.)*")/g)) {
    const address: unknown = JSON.parse(match[1] ?? '""');
    if (typeof address === 'string' && !places.has(address))
      places.set(address, placeAt(lines, match.index));
  }
  return places;
}
