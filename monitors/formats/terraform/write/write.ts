import { groupBy } from '../../../../core/group-by.ts';
import type { DefinitionSet } from '../../../definitions/definition.ts';
import { ofKind } from '../../../definitions/definition.ts';
import type { Exported, Exporter } from '../../exported.ts';
import { byRegion } from '../../regions.ts';
import { written } from './expression.ts';
import { blocksOf } from './blocks.ts';
import { scopes } from './scope.ts';

export const terraform: Exporter = { files: toTerraform, whole: mergedTerraform };

/**
 * The definitions in Terraform's JSON syntax, for the aws provider: `providers.tf.json` with a provider for each region,
 * and `monitors.tf.json` with the resources, which may go into a module that has providers already. Texts are escaped,
 * keys sorted. What the provider cannot say is in `notes`.
 * https://developer.hashicorp.com/terraform/language/syntax/json
 */
export function toTerraform(set: DefinitionSet): Exported {
  const notes: string[] = [];
  const note = (sentence: string): void => void notes.push(sentence);
  for (const sentence of versionNotes(set)) note(sentence);
  return {
    files: [
      { name: 'providers.tf.json', text: print(providers(set)) },
      { name: 'monitors.tf.json', text: print({ resource: resources(set, note) }) },
    ],
    notes,
  };
}

/** Both files as the one document that Terraform would make of them. */
export function mergedTerraform(set: DefinitionSet): string {
  return print({ ...providers(set), resource: resources(set, () => undefined) });
}

function print(document: object): string {
  return `${JSON.stringify(written(document), undefined, 2)}\n`;
}

function providers(set: DefinitionSet): object {
  const own = set.environment.region;
  const others = [...byRegion(set).keys()].filter((region) => region !== own);
  return {
    terraform: {
      required_providers: { aws: { source: 'hashicorp/aws', version: '>= 5.0' } },
    },
    provider: {
      aws: [{ region: own }, ...others.map((region) => ({ alias: aliasOf(region), region }))],
    },
  };
}

function aliasOf(region: string): string {
  return region.replaceAll('-', '_');
}

function resources(
  set: DefinitionSet,
  note: (sentence: string) => void,
): Readonly<Record<string, Readonly<Record<string, object>>>> {
  const scopeOf = scopes(set, note);
  const blocks = [...byRegion(set)].flatMap(([region, definitions]) => {
    const scope = scopeOf(region);
    const provider = region === set.environment.region ? undefined : `aws.${aliasOf(region)}`;
    return definitions.flatMap((definition) =>
      blocksOf(definition, scope).map((block) => ({
        ...block,
        arguments: { ...block.arguments, provider },
      })),
    );
  });
  const byType = groupBy(blocks, ({ type }) => type);
  return Object.fromEntries(
    [...byType].map(([type, group]) => [
      type,
      Object.fromEntries(group.map((block) => [block.name, block.arguments])),
    ]),
  );
}

/** Resources and arguments that only recent versions of the provider have. */
function versionNotes({ definitions }: DefinitionSet): readonly string[] {
  const mutes = ofKind(definitions, 'mute-rule').length > 0;
  const warms = ofKind(definitions, 'metric-alarm').some(({ warmUp }) => warmUp !== undefined);
  return [
    ...(mutes
      ? [
          'Mute rules need an aws provider of 2026 or later, which has aws_cloudwatch_alarm_mute_rule.',
        ]
      : []),
    ...(warms
      ? [
          'Warm-up needs an aws provider of September 2026 or later, which has warm_up_configuration.',
        ]
      : []),
  ];
}
