interface ExpectedState {
  readonly state?: string | undefined;
  readonly notState?: string | undefined;
}

/** What a row that names a state, or one that it is not, expects, and what comes out in the same words. */
export function expectedState(
  { state, notState }: ExpectedState,
  got: string,
): { readonly expected: string; readonly got: string } {
  if (state !== undefined) return { expected: state, got };
  const expected = `not ${notState ?? ''}`;
  return { expected, got: got === notState ? got : expected };
}
