import type { Placeholders } from '../../placeholders.ts';
import { placeholdersOf } from '../../placeholders.ts';
import { assertWritable } from './assert-writable.ts';
import { assumed } from '../../source/options.ts';
import type { Definition, DefinitionSet } from '../../../definitions/definition.ts';
import { definitionKinds } from '../../../definitions/definition.ts';
import type { Exported, Exporter, Language } from '../../exported.ts';
import { byRegion } from '../../regions.ts';
import { printJson, printYaml } from './print.ts';
import { resourcesOf } from './resources.ts';
import { scopeOf } from './scope.ts';
import type { Resource, Template } from '../template.ts';
import { written } from '../template.ts';

export const cloudFormation: Exporter = {
  files: toCloudFormation,
  whole: (_set, { files }) => (files.length === 1 ? files[0]?.text : undefined),
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const limits = { resources: 500, bytesInRequest: 51_200, bytes: 1_048_576 } as const;

/**
 * The definitions as CloudFormation templates, one a region: `monitors.eu-south-1.yaml`. Names are kept, so a stack does
 * not take over alarms that exist already: import them, or delete them first. What a template cannot say is in `notes`.
 */
export function toCloudFormation(set: DefinitionSet, format: Language = 'yaml'): Exported {
  assertWritable(set);
  const notes: string[] = [];
  const note = (sentence: string): void => void notes.push(sentence);
  const files = [...byRegion(set)].map(([region, definitions]) => {
    const template = templateOf(set, region, definitions, note);
    const text = format === 'json' ? printJson(template) : printYaml(template);
    const name = `monitors.${region}.${format}`;
    sizeNotes(name, template, text).forEach(note);
    return { name, text };
  });
  return { files, notes };
}

function templateOf(
  set: DefinitionSet,
  region: string,
  definitions: readonly Definition[],
  note: (sentence: string) => void,
): Template {
  const { environment } = set;
  const scope = scopeOf(set, region, definitions, note);
  // For readers, since CloudFormation itself goes by references.
  const resources = definitionKinds.flatMap((kind) =>
    definitions
      .filter((definition) => definition.kind === kind)
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((definition) => Object.entries(resourcesOf(definition, scope))),
  );
  const ids = new Set(resources.map(([id]) => id));
  const placeholders = placeholdersOf(set, '', ids);
  const Resources = Object.fromEntries(
    resources.map(([id, resource]) => [id, writtenResource(resource, ids, placeholders)]),
  );
  const parameters = placeholders
    .used()
    .map((name) => [placeholders.identifier(name), { Type: 'String' as const }] as const);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Monitors of ${environment.name} in ${region}, exported by Bilancia`,
    Metadata: {
      Bilancia: {
        Environment: environment.name,
        ...(environment.accountId === assumed.accountId
          ? {}
          : { AccountId: environment.accountId }),
        HomeRegion: environment.region,
        Region: region,
      },
    },
    ...(parameters.length === 0 ? {} : { Parameters: Object.fromEntries(parameters) }),
    Resources,
  };
}

function writtenResource(
  resource: Resource,
  ids: ReadonlySet<string>,
  placeholders: Placeholders,
): Resource {
  const properties = Object.entries(resource.Properties).map(([key, value]) => [
    key,
    written(value, ids, placeholders),
  ]);
  return { ...resource, Properties: Object.fromEntries(properties) };
}

function sizeNotes(name: string, template: Template, text: string): readonly string[] {
  const resources = Object.keys(template.Resources).length;
  const bytes = Buffer.byteLength(text);
  return [
    ...(resources > limits.resources
      ? [
          `${name} has ${resources} resources, but CloudFormation allows ${limits.resources}: split the definitions.`,
        ]
      : []),
    ...(bytes > limits.bytes
      ? [
          `${name} has ${bytes} bytes, but CloudFormation allows ${limits.bytes}: split the definitions.`,
        ]
      : bytes > limits.bytesInRequest
        ? [
            `${name} has ${bytes} bytes: upload it to S3, since a request allows ${limits.bytesInRequest}.`,
          ]
        : []),
  ];
}
