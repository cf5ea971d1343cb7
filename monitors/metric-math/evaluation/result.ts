import type { Series } from '../../metrics/datapoint.ts';
import type { Value } from '../values.ts';

/** What a query comes to. */
export type Result =
  | Exclude<Value, { readonly kind: 'series' }>
  | {
      readonly kind: 'series';
      readonly values: Series;
      /** Of a plain metric: how many observations each datapoint rests on, 0 where there is none. */
      readonly sampleCounts?: readonly number[];
    }
  /** AWS would compute it; nothing outside can. The reason is a sentence without its full stop. */
  | { readonly kind: 'unavailable'; readonly reason: string }
  /** AWS would refuse it. */
  | { readonly kind: 'invalid'; readonly reason: string };
