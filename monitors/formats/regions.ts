import { groupBy } from '../../core/group-by.ts';
import type { Definition, DefinitionSet } from '../definitions/definition.ts';

/** Where a definition lives. */
export function regionOf(definition: Definition, { environment }: DefinitionSet): string {
  return definition.region ?? environment.region;
}

/** The definitions of each region, the environment's own region first, then by name. */
export function byRegion(set: DefinitionSet): ReadonlyMap<string, readonly Definition[]> {
  const groups = groupBy(set.definitions, (definition) => regionOf(definition, set));
  const own = set.environment.region;
  const regions = [...groups.keys()].toSorted((a, b) =>
    a === own ? -1 : b === own ? 1 : a < b ? -1 : 1,
  );
  return new Map(regions.map((region) => [region, groups.get(region) ?? []]));
}
