import { literally } from '../../../../core/literally.ts';
import type { z } from 'zod';
import type { Definition, DefinitionSet, ReadNote } from '../../../definitions/definition.ts';
import { finish } from '../../finish.ts';
import { ignoredNote } from '../../ignored.ts';
import { sortedNotes } from '../../sorted-notes.ts';
import { shaped } from '../../source/shaped.ts';
import type { ReadOptions } from '../../source/options.ts';
import type { Fields } from '../../source/record.ts';
import { gatherRefusals, refusal } from '../../source/refuse.ts';
import { resolveActions, strayReason, subscriptionsOf, targetsOf } from './actions.ts';
import { argumentName } from '../argument.ts';
import { configurationOf } from './configuration.ts';
import { parts, readers } from './definitions.ts';
import type { Reading } from './reading.ts';
import { resolveIds } from './ids.ts';
import { leftOutOf } from './left-out.ts';
import { parseShow } from './parse.ts';
import type { TerraformResource } from './resources.ts';
import { resourcesOf } from './resources.ts';
import { withPlaceholders } from './unknown.ts';
import { worldOf } from './world.ts';

/**
 * The definitions in what `terraform show -json` prints of a plan or a state: those of a plan are what will be there after
 * it. Values that are known after apply only become placeholders such as `${aws_cloudwatch_metric_alarm.cpu.dimensions}`,
 * but references to topics are followed, through modules too. What was left out or guessed is in `notes`.
 * @throws bad-text where the text is no such JSON, has no resource that monitors know, or an argument is wrong
 */
export function readTerraform(
  text: string,
  path: string,
  options: ReadOptions = {},
): DefinitionSet {
  const show = parseShow(text, path);
  const all = resourcesOf(show, text, path);
  const configuration = configurationOf(show);
  const world = worldOf(all, configuration, options);
  const notes: ReadNote[] = [];
  const note = (sentence: string, resource: TerraformResource): void =>
    void notes.push({ note: `${resource.address}: ${sentence}.`, location: resource.location });
  if (world.guess !== undefined) notes.push({ note: world.guess });
  const ignored = ignoredNote(
    all.filter(({ type }) => !readers.has(type) && !parts.has(type)).map(({ type }) => type),
  );
  if (ignored !== undefined) notes.push({ note: ignored });

  const placeholders = new Set<string>();
  let unseen = false;
  const known = all
    // A policy is counted as known, but nothing is read from it.
    .filter(({ type }) => (readers.has(type) || parts.has(type)) && type !== 'aws_sns_topic_policy')
    .map((resource) => resolveIds(resource, world, note))
    .map((resource) => resolveActions(resource, world, note, () => (unseen = true)))
    .map((resource) => ({
      ...resource,
      values: withPlaceholders(
        resource.values,
        resource.unknown,
        configuration.expressionsOf(resource),
        resource.address,
        (text) => {
          note(`${text} is a placeholder for a value that is known only after apply`, resource);
          placeholders.add(text);
        },
        (argument) =>
          note(`${argument} is known only after apply, and counts as not set`, resource),
      ),
    }));
  if (unseen)
    notes.push({
      note: 'For actions that are known only after apply, the topics that they refer to are used; a plan does not contain the ARNs next to them.',
    });
  if (known.length === 0 && options.mayBeEmpty !== true)
    throw refusal({
      text,
      path,
      offset: 0,
      problem: `it has no resource that Bilancia reads${ignored === undefined ? '' : `: ${ignored.slice(0, -1)}`}`,
      expected: `one of ${[...readers.keys()].join(', ')}`,
    });
  for (const resource of known) {
    for (const sentence of [leftOutOf(resource), strayReason(resource, known, world)])
      if (sentence !== undefined) note(sentence, resource);
  }
  const reading: Reading = {
    as: shapedIn(text, path, note),
    subscriptions: (topic) => subscriptionsOf(topic, known, world, note),
    targets: (rule) => targetsOf(rule, known, world),
    note,
  };
  const external: string[] = [];
  const { attempt, settle } = gatherRefusals();
  const definitions = known.flatMap((resource): Definition[] => {
    const definition = attempt(() => readers.get(resource.type)?.(resource, reading));
    if (definition !== undefined)
      return [{ ...definition, region: world.regionOf(resource), origin: resource.location }];
    // An alarm that is left out is there all the same.
    external.push(...[resource.values['alarm_name']].filter((name) => typeof name === 'string'));
    return [];
  });
  settle();
  return {
    environment: world.environment,
    definitions: finish(definitions, world.environment),
    notes: sortedNotes(notes),
    external,
    placeholders: [...placeholders],
  };
}

function shapedIn(
  text: string,
  path: string,
  note: (sentence: string, resource: TerraformResource) => void,
): Reading['as'] {
  return <S extends z.ZodType>(resource: TerraformResource, fields: Fields, schema: S) => {
    const { address } = resource;
    return shaped(fields, schema, {
      nameOf: argumentName,
      leaveOut: (problem) => note(`it is left out, because ${problem}`, resource),
      refuse: ({ path: keys, problem, ...issue }) => {
        const offset = offsetOf(text, address, argumentName(String(keys[0] ?? '')));
        const expected = issue.expected.replace(/\w+(?= instead$)/, argumentName);
        return refusal({ text, path, offset, address, problem, expected });
      },
    });
  };
}

/** Where an argument of a resource stands; of one that is not written, the resource. */
function offsetOf(text: string, address: string, argument: string): number {
  const stands = new RegExp(`"address"\\s*:\\s*${literally(JSON.stringify(address))}`);
  const resource = Math.max(0, text.search(stands));
  const after = text.indexOf('"address"', resource + 1);
  const own = text.slice(resource, after === -1 ? undefined : after);
  return resource + Math.max(0, own.search(new RegExp(`"${literally(argument)}"\\s*:`)));
}
