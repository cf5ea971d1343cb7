/** How one row of a vector file came out. */
export interface Row {
  /** The section of the file and what the row is called there: `block_length: 20 s`. */
  readonly id: string;
  /** What the row says, in its own terms. */
  readonly expected: unknown;
  /** What our code says, in the same terms. */
  readonly got: unknown;
  readonly result: 'agreed' | 'disagreed' | 'not evaluated';
  /** Why a row was not evaluated. */
  readonly reason?: string;
}

/** A form of vector files: what is special to one is known in its file alone. */
export interface Form {
  /** Whether a file has this form. */
  readonly fits: (document: unknown) => boolean;
  /**
   * Tries every row.
   * @throws ZodError where the file is not as its form says
   */
  readonly evaluate: (document: unknown) => Row[];
}
