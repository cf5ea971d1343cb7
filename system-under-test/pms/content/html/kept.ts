import type { CatalogProperty } from '../../catalog/catalog.ts';

/**
 * Makes what only changes when a campsite is edited once for as long as its catalog entry is kept: a plan of 400 places
 * costs more than the rest of its page, reviews a query and most of a task's time, and whole pages are sent as they were
 * made, without being put together and encoded anew.
 * @param make what else it takes (`more`), such as where to read, must not change what comes out
 * @param keyOf but for what this tells apart
 */
export function keptWithCatalog<More extends readonly unknown[], Made>(
  make: (property: CatalogProperty, ...more: More) => Made,
  keyOf: (...more: More) => string = () => '',
): (property: CatalogProperty, ...more: More) => Made {
  const kept = new WeakMap<CatalogProperty, Map<string, Made>>();
  return (property, ...more) => {
    const key = keyOf(...more);
    const found = kept.get(property)?.get(key);
    if (found !== undefined) return found;
    const made = make(property, ...more);
    const ofProperty = kept.get(property) ?? new Map<string, Made>();
    kept.set(property, ofProperty.set(key, made));
    // An error is told to those who waited for the same page, and to nobody after them.
    if (made instanceof Promise) made.catch(() => ofProperty.delete(key));
    return made;
  };
}
