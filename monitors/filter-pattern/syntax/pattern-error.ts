import type { RejectedText } from '../../source/rejection.ts';

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

/** The error of a pattern that was rejected. */
export function patternError(rejected: RejectedText): PatternError {
  const { text: pattern, offset, problem, expected } = rejected;
  const before = pattern.slice(0, offset);
  return {
    exception: 'InvalidParameterException',
    awsMessage: rejected.awsMessage ?? 'Invalid filter pattern',
    problem,
    expected,
    pattern,
    offset,
    line: before.split('\n').length,
    column: before.length - before.lastIndexOf('\n'),
  };
}
