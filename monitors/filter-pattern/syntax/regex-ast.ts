/**
 * A set of symbols: one flag for each code point 0 to 255, and one for all others together. That is enough, because the
 * language can name no character beyond `\xff`.
 */
export type SymbolSet = Uint8Array;

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
