import { Problem } from '../problem.ts';
import type { Catalog, CatalogGroup, CatalogProperty } from './catalog.ts';

/** @throws Problem unknown-property */
export function findProperty(catalog: Catalog, code: string): CatalogProperty {
  const property = catalog.properties.get(code);
  if (property === undefined)
    throw new Problem('unknown-property', `There is no property "${code}".`);
  return property;
}

/** @throws Problem unknown-unit-group */
export function findGroup(catalog: Catalog, id: string): CatalogGroup {
  const group = catalog.groups.get(id);
  if (group === undefined)
    throw new Problem('unknown-unit-group', `There is no unit group "${id}".`);
  return group;
}
