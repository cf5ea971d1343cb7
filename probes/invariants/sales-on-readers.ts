import type { ComparisonInvariant } from './invariant.ts';
import { checkReaders } from './readers/check-readers.ts';
import { salesTables } from './readers/tables.ts';

export const salesOnReaders: ComparisonInvariant = {
  kind: 'readers',
  cost: 'costly',
  rule: 'Every reader shows the nights, bookings, guests and folios that the writer holds.',
  check: (scope) => checkReaders(salesTables, scope),
};
