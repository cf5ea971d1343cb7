import type { TextError } from '../../core/source/text-error.ts';

/** Ends parsing or checking a text from any depth; `rejectable` turns it into a result, so that callers never see it. */
export class Rejection extends Error {
  readonly offset: number;
  readonly problem: string;
  readonly expected: string;
  readonly awsMessage: string | undefined;

  constructor(offset: number, problem: string, expected: string, awsMessage?: string) {
    super(problem);
    this.offset = offset;
    this.problem = problem;
    this.expected = expected;
    this.awsMessage = awsMessage;
  }
}

/** What is wrong in a text, and AWS's own words for it where they are known. */
export interface RejectedText extends TextError {
  readonly awsMessage?: string;
}

/** Runs `work`; a rejection is the error of `text`. */
export function rejectable<T>(
  text: string,
  work: () => T,
): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: RejectedText } {
  try {
    return { ok: true, value: work() };
  } catch (thrown) {
    if (!(thrown instanceof Rejection)) throw thrown;
    const { offset, problem, expected, awsMessage } = thrown;
    const error = { text, offset, problem, expected };
    return { ok: false, error: awsMessage === undefined ? error : { ...error, awsMessage } };
  }
}
