import { groupBy } from '../../../../core/group-by.ts';
import type { DefinitionSet } from '../../../definitions/definition.ts';
import { ofKind } from '../../../definitions/definition.ts';
import type { Exported, Exporter } from '../../exported.ts';
import { byRegion } from '../../regions.ts';
import { placeholdersOf } from '../../placeholders.ts';
import { callerAccount, written } from './expression.ts';
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
      { name: 'monitors.tf.json', text: print(monitors(set, note)) },
    ],
    notes,
  };
}

/** Both files as the one document that Terraform would make of them. */
export function mergedTerraform(set: DefinitionSet): string {
  return print({ ...providers(set), ...monitors(set, () => undefined) });
}

function print(document: object): string {
  const byName = Object.entries(document).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(byName), undefined, 2)}\n`;
}

/** The resources, with variables for what is not known, and the account where it is asked for. */
function monitors(set: DefinitionSet, note: (sentence: string) => void): object {
  const placeholders = placeholdersOf(set, '_', reserved);
  const resource = written(resources(set, note), placeholders);
  const variables = placeholders
    .used()
    .map((name) => [placeholders.identifier(name), { type: variableType(name) }] as const);
  const usesAccount = JSON.stringify(resource).includes(callerAccount);
  return {
    ...(usesAccount ? { data: { aws_caller_identity: { current: {} } } } : {}),
    resource,
    ...(variables.length === 0 ? {} : { variable: Object.fromEntries(variables) }),
  };
}

/** Names that Terraform keeps for itself: https://developer.hashicorp.com/terraform/language/values/variables */
const reserved = new Set([
  'count',
  'depends_on',
  'for_each',
  'lifecycle',
  'locals',
  'providers',
  'source',
  'version',
]);

/** Of dimensions that are not known, neither are the names: their placeholder is that of the whole map. */
function variableType(name: string): string {
  return name.endsWith('.dimensions') ? 'map(string)' : 'string';
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
