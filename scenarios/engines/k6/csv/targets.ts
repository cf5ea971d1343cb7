import type { untoldParts } from '../../../../core/run-folder/manifest/engine.ts';

/** What may not be known of a request. */
export type UntoldPart = (typeof untoldParts)[number];

/** What a record counts for: the same for all records that differ only in their time and value. */
export type Target =
  | {
      readonly kind: 'duration';
      readonly key: number;
      /** Index of where it went, see places.ts; undefined for what went nowhere. */
      readonly place: number | undefined;
      readonly untold: readonly UntoldPart[];
      /** A counter that each of them adds one to. */
      readonly counter?: string;
    }
  /** `failure`: index of why it failed, see seconds.ts. */
  | {
      readonly kind: 'failure';
      readonly key: number;
      readonly failure: number;
      readonly place: number;
      readonly untold: readonly UntoldPart[];
    }
  /** Load of another protocol, of which only the place is kept. */
  | { readonly kind: 'place'; readonly place: number; readonly counter?: string }
  /** What is counted, whatever its value. */
  | { readonly kind: 'tally'; readonly name: string }
  | { readonly kind: 'counter'; readonly name: string }
  | { readonly kind: 'gauge'; readonly name: string };
