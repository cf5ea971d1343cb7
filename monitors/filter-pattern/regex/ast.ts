import type { SymbolSet } from './symbols.ts';

/** One piece of an alternative: an anchor, or a set of symbols with how often it may come (`max` may be Infinity). */
export type RegexItem =
  | { readonly kind: 'line-start' | 'line-end' }
  | {
      readonly kind: 'symbols';
      readonly set: SymbolSet;
      readonly min: number;
      readonly max: number;
    };

/** A regular expression of AWS's subset. It has no groups, so it is a list of alternatives and nothing nests. */
export interface Regex {
  /** Without the percent signs. */
  readonly source: string;
  readonly alternatives: readonly (readonly RegexItem[])[];
}
