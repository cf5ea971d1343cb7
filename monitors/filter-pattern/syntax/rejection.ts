/** Why a pattern is rejected. Offset: UTF-16 units from 0; line and column from 1. */
export interface PatternError {
  /** AWS's exception for every pattern it does not take. */
  readonly exception: 'InvalidParameterException';
  /** AWS's own words, as far as they are known. */
  readonly awsMessage: string;
  readonly problem: string;
  readonly expected: string;
  readonly pattern: string;
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

export interface RejectionDetails {
  readonly offset: number;
  readonly problem: string;
  readonly expected: string;
  readonly awsMessage?: string;
}

/** Ends parsing from any depth; `parseFilterPattern` turns it into a result, so that callers never see it. */
export class Rejection extends Error {
  readonly details: RejectionDetails;

  constructor(details: RejectionDetails) {
    super(details.problem);
    this.details = details;
  }
}

/** Places a rejection in its pattern. */
export function patternError(pattern: string, details: RejectionDetails): PatternError {
  const before = pattern.slice(0, details.offset);
  return {
    exception: 'InvalidParameterException',
    awsMessage: details.awsMessage ?? 'Invalid filter pattern',
    problem: details.problem,
    expected: details.expected,
    pattern,
    offset: details.offset,
    line: before.split('\n').length,
    column: before.length - before.lastIndexOf('\n'),
  };
}
