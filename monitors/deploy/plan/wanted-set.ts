import { knownError } from '../../../core/errors.ts';
import { parseRule } from '../../composite-rule/parse.ts';
import type { Definition, DefinitionSet } from '../../definitions/definition.ts';
import { nameOf } from '../../definitions/definition.ts';
import { renderTextError } from '../../../core/source/text-error.ts';
import type { Scope } from '../mapping/scope.ts';
import { wantedResource } from '../mapping/wanted.ts';
import type { Owner } from '../resource/ownership.ts';
import type { Resource } from '../resource/resource.ts';
import { describe, keyOf } from '../resource/resource.ts';
import type { Refusal } from './change.ts';
import { definitionProblem } from './definition-problem.ts';

/** Everything that AWS is to hold, and what of the definitions cannot be. */
export interface WantedSet {
  readonly resources: ReadonlyMap<string, Resource>;
  readonly refusals: readonly Refusal[];
}

/**
 * What AWS is to hold for a set of definitions, by key and in the order of the definitions.
 * @throws bad-text for a composite alarm's rule that is none
 */
export function wantedSet(set: DefinitionSet, owner: Owner): WantedSet {
  const scope: Scope = { set, owner };
  const resources = new Map<string, Resource>();
  const refusals: Refusal[] = [];
  for (const definition of set.definitions) {
    const problem = definitionProblem(scope, definition);
    if (problem === undefined) checkRule(definition);
    const resource = wantedResource(scope, definition);
    if (problem !== undefined) refusals.push(refusal(resource, problem));
    const key = keyOf(resource);
    const first = resources.get(key);
    if (first === undefined) resources.set(key, resource);
    else refusals.push(refusal(resource, `it has the same name as ${describe(first)}`));
  }
  return { resources, refusals };
}

function refusal(resource: Resource, reason: string): Refusal {
  return { subject: describe(resource), reason, adoptable: false };
}

function checkRule(definition: Definition): void {
  if (definition.kind !== 'composite-alarm') return;
  const parsed = parseRule(definition.rule);
  if (parsed.ok) return;
  const where = definition.origin ?? { file: nameOf(definition) };
  throw knownError('bad-text', { error: renderTextError(parsed.error, where) });
}

/** The regions that definitions name, the environment's own first. */
export function regionsOf(set: DefinitionSet): [string, ...string[]] {
  const home = set.environment.region;
  const others = set.definitions.flatMap(({ region }) => (region === undefined ? [] : [region]));
  return [home, ...[...new Set(others)].filter((region) => region !== home).toSorted()];
}
