import type { ComparisonInvariant } from './invariant.ts';
import { checkReaders } from '../reader-comparison/check-readers.ts';
import { salesTables } from '../reader-comparison/tables.ts';

export const salesOnReaders: ComparisonInvariant = {
  kind: 'readers',
  cost: 'costly',
  rule: 'Every reader shows the nights, bookings, guests and folios that the writer holds.',
  check: async (scope) => {
    const { decided, different } = await checkReaders(salesTables, scope);
    return { checked: decided, violations: different };
  },
};
