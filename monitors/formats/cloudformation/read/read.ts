import { z } from 'zod';
import { topicArn } from '../../../aws/arn.ts';
import type { AccountRegion } from '../../../aws/arn.ts';
import type { Definition, DefinitionSet, ReadNote } from '../../../definitions/definition.ts';
import type { Silence } from '../../../definitions/lint-settings.ts';
import { finish } from '../../finish.ts';
import { ignoredNote } from '../../ignored.ts';
import { sortedNotes } from '../../sorted-notes.ts';
import type { Subscription } from '../../shapes/topic.ts';
import type { ReadOptions } from '../../source/options.ts';
import { assumed } from '../../source/options.ts';
import { fieldsOf, isFields } from '../../source/record.ts';
import { gatherRefusals, refusal } from '../../source/refuse.ts';
import type { Reading } from './definitions.ts';
import { readers } from './definitions.ts';
import type { TemplateResource } from './resource.ts';
import { propertiesAs } from './resource.ts';
import { resourcesOf } from './resources.ts';
import type { TemplateSource } from './source.ts';
import { parseTemplate } from './source.ts';
import { subscriptionOf } from './subscriptions.ts';

/**
 * The definitions in a CloudFormation template, in JSON or YAML. Parameters count as their defaults; conditions, mappings
 * and functions are evaluated; what only a stack knows becomes a placeholder such as `${Cluster}`. What was left out or
 * guessed is in `notes`.
 * @throws bad-text where the text is no template, has no resource that monitors know, or a property is wrong
 */
export function readCloudFormation(
  text: string,
  path: string,
  options: ReadOptions = {},
): DefinitionSet {
  const source = parseTemplate(text, path);
  const template = fieldsOf(source.root);
  const refuse = (problem: string, expected: string): Error =>
    refusal({ text, path, offset: source.offsetAt(['Resources']), problem, expected });
  if (!isFields(template['Resources']))
    throw refuse('there are no Resources', 'a CloudFormation template');
  const notes: ReadNote[] = [];
  const { environment, region } = surroundingsOf(template['Metadata'], options, notes);
  const place = { region, accountId: environment.accountId };
  const { known, others, excluded, placeholders } = resourcesOf(
    source,
    place,
    new Map(Object.entries(options.parameters ?? {})),
    notes,
  );
  const ignored = ignoredNote(others);
  const isEmpty = known.length === 0 && options.mayBeEmpty !== true;
  if (isEmpty && excluded.size > 0)
    throw refuse(
      `its conditions leave out all that Bilancia reads: ${[...excluded].map(([name, ids]) => `${name} is false (${ids.join(', ')})`).join('; ')}`,
      `values of parameters that make a condition true, such as --parameter ${Object.keys(fieldsOf(template['Parameters']))[0] ?? 'NAME'}=VALUE`,
    );
  if (isEmpty && ignored !== undefined)
    throw refuse(
      `it has no resource that Bilancia reads: ${ignored.slice(0, -1)}`,
      `one of ${[...readers.keys()].join(', ')}`,
    );
  const reading = readingOf(known, source, place);
  const external: string[] = [];
  const disable: Silence[] = [];
  const { attempt, settle } = gatherRefusals();
  const definitions = known.flatMap((resource): Definition[] => {
    const definition = attempt(() => readers.get(resource.type)?.(resource, reading));
    if (definition !== undefined) {
      const { name } = definition;
      disable.push(...resource.silences.map((silence) => ({ ...silence, name })));
      return [{ ...definition, region, origin: resource.location }];
    }
    // An alarm that is left out is there all the same.
    external.push(...[resource.properties['AlarmName']].filter((name) => typeof name === 'string'));
    return [];
  });
  settle();
  if (ignored !== undefined) notes.push({ note: ignored });
  return {
    environment,
    definitions: finish(definitions, environment),
    notes: sortedNotes(notes),
    external,
    placeholders,
    ...(disable.length === 0 ? {} : { lint: { disable } }),
  };
}

const metadataSchema = z.object({
  Bilancia: z.object({
    Environment: z.string(),
    AccountId: z.string().optional(),
    HomeRegion: z.string(),
    Region: z.string(),
  }),
});

/** Our own templates say where they belong; for others it is given, or assumed. */
function surroundingsOf(
  metadata: unknown,
  options: ReadOptions,
  notes: ReadNote[],
): { readonly environment: DefinitionSet['environment']; readonly region: string } {
  const ours = metadataSchema.safeParse(metadata);
  if (ours.success) {
    const { Environment, AccountId = assumed.accountId, HomeRegion, Region } = ours.data.Bilancia;
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

function readingOf(
  resources: readonly TemplateResource[],
  source: TemplateSource,
  place: AccountRegion,
): Reading {
  const isTopic = (arn: unknown, { properties }: TemplateResource): boolean =>
    arn === topicArn(place, String(properties['TopicName']));
  const subscriptions = resources.filter(({ type }) => type === 'AWS::SNS::Subscription');
  const topics = resources.filter(({ type }) => type === 'AWS::SNS::Topic');
  for (const { id, note, properties } of subscriptions)
    if (!topics.some((topic) => isTopic(properties['TopicArn'], topic)))
      note(`${id} is left out: its topic is not in the template.`);
  return {
    as: <S extends z.ZodType>(resource: TemplateResource, schema: S) =>
      propertiesAs(resource, resource.properties, schema, source),
    subscriptions: (topic: TemplateResource): readonly Subscription[] => {
      const inline = topic.properties['Subscription'];
      const own = Array.isArray(inline)
        ? inline.flatMap((item) => subscriptionOf(item, topic))
        : [];
      const others = subscriptions.filter(({ properties }) =>
        isTopic(properties['TopicArn'], topic),
      );
      return [...own, ...others.flatMap((other) => subscriptionOf(other.properties, other))];
    },
  };
}
