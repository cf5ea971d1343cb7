import type { CatalogProperty } from '../../catalog/catalog.ts';
import type { Html } from './layout.ts';

/**
 * Renders what only changes when a campsite is edited once for as long as its catalog entry is kept: a plan of 400
 * places costs more than the rest of its page, and reviews a query and most of a task's time.
 * @param render what else it takes (`more`), such as where to read, must not change what comes out
 */
export function keptWithCatalog<More extends readonly unknown[]>(
  render: (property: CatalogProperty, ...more: More) => Html,
): (property: CatalogProperty, ...more: More) => Html {
  const kept = new WeakMap<CatalogProperty, Html>();
  return (property, ...more) => {
    const found = kept.get(property);
    if (found !== undefined) return found;
    const made = render(property, ...more);
    kept.set(property, made);
    // An error is told to those who waited for the same page, and to nobody after them.
    if (made instanceof Promise) made.catch(() => kept.delete(property));
    return made;
  };
}
