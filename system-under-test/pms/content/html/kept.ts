import type { CatalogProperty } from '../../catalog/catalog.ts';
import type { Html } from './layout.ts';

/**
 * Renders what depends on a campsite's catalog entry alone once for as long as that entry is kept: a plan of 400 places
 * costs more than the rest of its page.
 */
export function keptWithCatalog(
  render: (property: CatalogProperty) => Html,
): (property: CatalogProperty) => Html {
  const kept = new WeakMap<CatalogProperty, Html>();
  return (property) => {
    const found = kept.get(property);
    if (found !== undefined) return found;
    const made = render(property);
    kept.set(property, made);
    return made;
  };
}
