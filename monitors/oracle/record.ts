import type { Vector } from '../filter-pattern/vectors/format.ts';
import type { OracleAnswer } from './ask.ts';

/** A vector file of AWS's own answers: what each row expects from now on. */
export interface RecordedVectors {
  readonly about: string;
  readonly vectors: readonly RecordedVector[];
}

interface RecordedVector extends Vector {
  readonly evidence: 'aws-live';
  readonly source: string;
  /** Day of the answer, ISO 8601. */
  readonly date: string;
  readonly awsMessage?: string;
}

/**
 * AWS's answers in the format of vector files. Values that AWS extracts are kept when it extracts any, and rows that
 * could not be asked about are left out. `at` is in milliseconds since 1970.
 */
export function recordAnswers(
  vectors: readonly Vector[],
  answers: ReadonlyMap<Vector, OracleAnswer>,
  { region, at }: { readonly region: string; readonly at: number },
): RecordedVectors {
  const date = new Date(at).toISOString().slice(0, 10);
  return {
    about: `Answers of TestMetricFilter in ${region} on ${date}`,
    vectors: vectors.flatMap((vector) => {
      const answer = answers.get(vector);
      return answer === undefined ? [] : [recorded(vector, answer, { region, date })];
    }),
  };
}

function recorded(
  { id, pattern, line, extractedValues }: Vector,
  answer: OracleAnswer,
  { region, date }: { region: string; date: string },
): RecordedVector {
  const extracted = answer.extractedValues ?? {};
  const told = extractedValues !== undefined || Object.keys(extracted).length > 0;
  return {
    id,
    pattern,
    line,
    expect: answer.result,
    evidence: 'aws-live',
    source: `TestMetricFilter in ${region}`,
    date,
    ...(answer.result === 'match' && told ? { extractedValues: extracted } : {}),
    ...(answer.awsMessage === undefined ? {} : { awsMessage: answer.awsMessage }),
  };
}
