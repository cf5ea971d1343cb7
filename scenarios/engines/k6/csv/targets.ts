import type { FailureCount } from './failures.ts';

/** What a record counts for: the same for all records that differ only in their time and value. */
export type Target =
  | { readonly kind: 'duration'; readonly key: number }
  | { readonly kind: 'failure'; readonly key: number; readonly failure: Failure }
  | { readonly kind: 'counter'; readonly name: string }
  | { readonly kind: 'gauge'; readonly name: string };

export type Failure = Omit<FailureCount, 'count'>;
