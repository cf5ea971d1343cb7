import { compileFilterPattern } from '../matcher/compile.ts';
import { extract } from '../matcher/extract.ts';
import { parseFilterPattern } from '../parser/parse.ts';
import type { FilterPattern } from '../syntax/ast.ts';
import type { Vector } from './format.ts';

/** What a pattern does with a line. `extractedValues` only where the row speaks of them. */
export interface Answer {
  readonly result: string;
  readonly extractedValues?: Readonly<Record<string, string>>;
}

/** How one row came out; `reason` says why a row was not evaluated. */
export interface VectorOutcome {
  readonly id: string;
  readonly verdict: 'agreed' | 'disagreed' | 'not evaluated';
  readonly expected: Answer;
  readonly got: Answer;
  readonly reason?: string;
}

export interface VectorReport {
  readonly agreed: number;
  readonly disagreed: readonly VectorOutcome[];
  readonly notEvaluated: readonly VectorOutcome[];
}

/** Tries every row and tells those that come out as expected from those that do not. */
export function evaluateVectors(vectors: readonly Vector[]): VectorReport {
  const outcomes = vectors.map(evaluateVector);
  const having = (verdict: VectorOutcome['verdict']) =>
    outcomes.filter((outcome) => outcome.verdict === verdict);
  return {
    agreed: having('agreed').length,
    disagreed: having('disagreed'),
    notEvaluated: having('not evaluated'),
  };
}

const results = ['match', 'no-match', 'reject'];

function evaluateVector(vector: Vector): VectorOutcome {
  const expected = answer(vector.expect, vector.extractedValues);
  const got = answerTo(vector);
  const outcome = (verdict: VectorOutcome['verdict'], reason?: string): VectorOutcome => ({
    id: vector.id,
    verdict,
    expected,
    got,
    ...(reason === undefined ? {} : { reason }),
  });
  if (!results.includes(vector.expect))
    return outcome('not evaluated', `"${vector.expect}" is not one of ${results.join(', ')}`);
  if (vector.line === null && vector.expect !== 'reject')
    return outcome('not evaluated', 'the row has no line');
  if (sameAnswer(expected, got)) return outcome('agreed');
  if (vector.evidence === 'aws-doc-ambiguous')
    return outcome('not evaluated', 'the documentation contradicts itself here');
  return outcome('disagreed');
}

/** What this matcher does with the row's pattern and line; `accept` where the row has no line and the pattern is fine. */
export function answerTo(vector: Vector): Answer {
  const parsed = parseFilterPattern(vector.pattern);
  if (!parsed.ok) return { result: 'reject' };
  if (vector.line === null) return { result: 'accept' };
  const filter = compileFilterPattern(parsed.pattern);
  if (!filter.matches(vector.line)) return { result: 'no-match' };
  if (vector.extractedValues === undefined) return { result: 'match' };
  const references = referencesIn(parsed.pattern, vector.extractedValues);
  return answer('match', extract(filter, vector.line, references));
}

/** A JSON pattern yields what a metric asks it for, so a row is asked for its own keys; others yield all they name. */
function referencesIn(
  pattern: FilterPattern,
  expected: Readonly<Record<string, string>>,
): readonly string[] | undefined {
  return pattern.dialect === 'json' ? Object.keys(expected) : undefined;
}

function answer(result: string, extractedValues: Answer['extractedValues']): Answer {
  return extractedValues === undefined ? { result } : { result, extractedValues };
}

/** Whether two answers are the same, with the same extracted values. */
export function sameAnswer(a: Answer, b: Answer): boolean {
  if (a.result !== b.result) return false;
  const [left, right] = [a.extractedValues ?? {}, b.extractedValues ?? {}];
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].every((name) => Object.hasOwn(left, name) && left[name] === right[name]);
}
