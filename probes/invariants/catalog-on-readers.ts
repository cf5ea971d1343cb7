import type { ComparisonInvariant } from './invariant.ts';
import { checkReaders } from '../reader-comparison/check-readers.ts';
import { catalogTables } from '../reader-comparison/tables.ts';

export const catalogOnReaders: ComparisonInvariant = {
  kind: 'readers',
  cost: 'cheap',
  rule: 'Every reader shows the prices, the inventory and the availability that the writer holds.',
  check: async (scope) => {
    const { decided, different } = await checkReaders(catalogTables, scope);
    return { checked: decided, violations: different };
  },
};
