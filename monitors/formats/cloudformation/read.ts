import { z } from 'zod';
import type { Definition, DefinitionSet, ReadNote } from '../../definitions/definition.ts';
import type { Location } from '../../source/location.ts';
import { finish } from '../finish.ts';
import { ignoredNote } from '../ignored.ts';
import type { Subscription } from '../shapes/topic.ts';
import { lineStarts } from '../source/lines.ts';
import type { ReadOptions } from '../source/options.ts';
import { assumed } from '../source/options.ts';
import { fieldsOf, isFields } from '../source/record.ts';
import { refusal } from '../source/refuse.ts';
import { readers } from './read/definitions.ts';
import { nameProperties } from './read/known-types.ts';
import type { TemplateResource } from './read/resource.ts';
import { locationOf, propertiesAs } from './read/resource.ts';
import type { TemplateSource } from './read/source.ts';
import { parseTemplate } from './read/source.ts';
import { subscriptionOf } from './read/subscriptions.ts';
import { evaluate } from './read/evaluate.ts';
import { templateScope } from './read/template-scope.ts';

export interface ReadTemplateOptions extends ReadOptions {
  /** Values of the template's parameters, instead of their defaults. */
  readonly parameters?: Readonly<Record<string, string>>;
}

const metadataSchema = z.object({
  Bilancia: z.object({
    Environment: z.string(),
    AccountId: z.string(),
    HomeRegion: z.string(),
    Region: z.string(),
  }),
});

/**
 * The definitions in a CloudFormation template, in JSON or YAML. Parameters count as their defaults; conditions, mappings
 * and functions are evaluated; what only a stack knows becomes a placeholder such as `${Cluster}`. What was left out or
 * guessed is in `notes`.
 * @throws bad-text where the text is no template, has no resource that monitors know, or a property is wrong
 */
export function readCloudFormation(
  text: string,
  path: string,
  options: ReadTemplateOptions = {},
): DefinitionSet {
  const source = parseTemplate(text, path);
  const template = fieldsOf(source.root);
  const resources = template['Resources'];
  if (!isFields(resources))
    throw refusal({
      text,
      path,
      offset: source.offsetAt(['Resources']),
      problem: 'there are no Resources',
      expected: 'a CloudFormation template',
    });
  const notes: ReadNote[] = [];
  const { environment, region } = surroundingsOf(template['Metadata'], options, notes);
  const read = readResources(source, options, { region, accountId: environment.accountId }, notes);
  return {
    environment,
    definitions: finish(
      read.map((definition) => ({ ...definition, region })),
      environment,
    ),
    notes,
  };
}

/** Our own templates say where they belong; for others it is given, or assumed. */
function surroundingsOf(
  metadata: unknown,
  options: ReadOptions,
  notes: ReadNote[],
): { readonly environment: DefinitionSet['environment']; readonly region: string } {
  const ours = metadataSchema.safeParse(metadata);
  if (ours.success) {
    const { Environment, AccountId, HomeRegion, Region } = ours.data.Bilancia;
    return {
      environment: { name: Environment, accountId: AccountId, region: HomeRegion },
      region: Region,
    };
  }
  const environment = {
    name: options.environment ?? assumed.environment,
    accountId: options.accountId ?? assumed.accountId,
    region: options.region ?? assumed.region,
  };
  if (options.region === undefined || options.accountId === undefined)
    notes.push({
      note: `A template does not say where it is deployed: region ${environment.region} and account ${environment.accountId} are assumed.`,
    });
  return { environment, region: environment.region };
}

function readResources(
  source: TemplateSource,
  options: ReadTemplateOptions,
  place: { readonly region: string; readonly accountId: string },
  notes: ReadNote[],
): readonly Definition[] {
  const template = fieldsOf(source.root);
  const lines = lineStarts(source.text);
  const said = new Set<string>();
  const noteAt =
    (location: Location | undefined) =>
    (note: string): void => {
      if (said.has(note)) return;
      said.add(note);
      notes.push(location === undefined ? { note } : { note, location });
    };
  const { parameters = {} } = options;
  const resources: TemplateResource[] = [];
  const others: string[] = [];
  for (const [id, value] of Object.entries(fieldsOf(template['Resources']))) {
    const resource = fieldsOf(value);
    const type = String(resource['Type']);
    const location = locationOf(source, lines, id);
    const note = noteAt(location);
    const scope = templateScope(template, { place, parameters, note });
    if (!(type in readers) && type !== 'AWS::SNS::Subscription') {
      others.push(id.startsWith('Fn::ForEach') ? 'Fn::ForEach' : type);
      continue;
    }
    const condition = resource['Condition'];
    if (typeof condition === 'string' && !scope.condition(condition)) {
      note(`${id} is left out, because its condition ${condition} is false.`);
      continue;
    }
    const properties = fieldsOf(evaluate(resource['Properties'], scope));
    const name = nameProperties[type];
    resources.push({
      id,
      type,
      location,
      note,
      properties: name === undefined ? properties : { ...properties, [name]: scope.nameOf(id) },
    });
  }
  const ignored = ignoredNote(others);
  if (ignored !== undefined) notes.push({ note: ignored });
  return definitionsOf(resources, source, ignored);
}

function definitionsOf(
  resources: readonly TemplateResource[],
  source: TemplateSource,
  ignored: string | undefined,
): readonly Definition[] {
  if (resources.length === 0 && ignored !== undefined)
    throw refusal({
      text: source.text,
      path: source.path,
      offset: source.offsetAt(['Resources']),
      problem: `there is nothing that monitors know: ${ignored.slice(0, -1)}`,
      expected: `one of ${Object.keys(readers).join(', ')}`,
    });
  const subscriptions = resources.filter(({ type }) => type === 'AWS::SNS::Subscription');
  const reading = {
    as: <S extends z.ZodType>(resource: TemplateResource, schema: S) =>
      propertiesAs(resource, resource.properties, schema, source),
    subscriptions: (topic: TemplateResource): readonly Subscription[] => {
      const inline = topic.properties['Subscription'];
      const own = Array.isArray(inline)
        ? inline.flatMap((item) => subscriptionOf(item, topic))
        : [];
      const name = String(topic.properties['TopicName']);
      const others = subscriptions.filter(({ properties }) =>
        String(properties['TopicArn']).endsWith(`:${name}`),
      );
      return [...own, ...others.flatMap((other) => subscriptionOf(other.properties, other))];
    },
  };
  return resources.flatMap((resource) => {
    const definition = readers[resource.type]?.(resource, reading);
    return definition === undefined ? [] : [{ ...definition, origin: resource.location }];
  });
}
