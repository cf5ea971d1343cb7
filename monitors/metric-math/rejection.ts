import type { TextError } from '../source/text-error.ts';

/** Ends parsing or type checking from any depth; the entry turns it into a result, so that callers never see it. */
export class Rejection extends Error {
  readonly offset: number;
  readonly problem: string;
  readonly expected: string;

  constructor(offset: number, problem: string, expected: string) {
    super(problem);
    this.offset = offset;
    this.problem = problem;
    this.expected = expected;
  }
}

/** Runs `work`; a rejection is the error of `text`. */
export function rejectable<T>(
  text: string,
  work: () => T,
): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: TextError } {
  try {
    return { ok: true, value: work() };
  } catch (thrown) {
    if (!(thrown instanceof Rejection)) throw thrown;
    const { offset, problem, expected } = thrown;
    return { ok: false, error: { text, offset, problem, expected } };
  }
}
