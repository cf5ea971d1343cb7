import { answerTo, sameAnswer, type Answer } from '../filter-pattern/vectors/evaluate.ts';
import type { Vector } from '../filter-pattern/vectors/format.ts';
import type { OracleAnswer } from './ask.ts';

/** A row where AWS answers otherwise than the file says, or than we do. */
export interface OracleDifference {
  readonly id: string;
  readonly pattern: string;
  readonly line: string | null;
  readonly aws: Answer;
  /** What the row expects, where AWS answers otherwise. */
  readonly row?: Answer;
  /** What we answer, where AWS answers otherwise. */
  readonly ours?: Answer;
}

/**
 * Compares AWS's answer with the row's and with ours. A row whose outcome nobody knows (`expect` is none of match,
 * no-match, reject) cannot differ from AWS; only we can.
 */
export function differenceFrom(vector: Vector, aws: OracleAnswer): OracleDifference | undefined {
  const answer = comparable(vector, aws);
  const row = rowAnswer(vector);
  const ours = answerTo(vector);
  const rowDiffers = row !== undefined && !sameAnswer(row, answer);
  const weDiffer = !sameAnswer(ours, answer);
  if (!rowDiffers && !weDiffer) return undefined;
  return {
    id: vector.id,
    pattern: vector.pattern,
    line: vector.line,
    aws: answer,
    ...(rowDiffers ? { row } : {}),
    ...(weDiffer ? { ours } : {}),
  };
}

/**
 * AWS's answer as far as the row speaks of it: extracted values where the row states some, and of a JSON pattern only
 * those that it states, because a metric may ask for any selector.
 */
function comparable(
  { pattern, extractedValues }: Vector,
  { result, ...aws }: OracleAnswer,
): Answer {
  if (extractedValues === undefined || aws.extractedValues === undefined) return { result };
  const isJson = pattern.trimStart().startsWith('{');
  const values = Object.entries(aws.extractedValues).filter(
    ([name]) => !isJson || Object.hasOwn(extractedValues, name),
  );
  return { result, extractedValues: Object.fromEntries(values) };
}

function rowAnswer({ line, expect, extractedValues }: Vector): Answer | undefined {
  if (!['match', 'no-match', 'reject'].includes(expect)) return undefined;
  // A row without a line can only be rejected; whatever else it expects cannot be asked for.
  if (line === null && expect !== 'reject') return undefined;
  return { result: expect, ...(extractedValues === undefined ? {} : { extractedValues }) };
}
