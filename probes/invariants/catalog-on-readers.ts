import type { ComparisonInvariant } from './invariant.ts';
import { checkReaders } from './readers/check-readers.ts';
import { catalogTables } from './readers/tables.ts';

export const catalogOnReaders: ComparisonInvariant = {
  kind: 'readers',
  cost: 'cheap',
  rule: 'Every reader shows the prices, the inventory and the availability that the writer holds.',
  check: (scope) => checkReaders(catalogTables, scope),
};
