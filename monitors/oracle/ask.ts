import {
  InvalidParameterException,
  TestMetricFilterCommand,
  type CloudWatchLogsClient,
  type MetricFilterMatchRecord,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Answer } from '../filter-pattern/vectors/evaluate.ts';
import type { Vector } from '../filter-pattern/vectors/format.ts';
import { lineOf, type Batch } from './batches.ts';

/** What AWS answers to one row: `match`, `no-match`, `reject`, or `accept` where the row has no line. */
export interface OracleAnswer extends Answer {
  /** AWS's words where it rejects the pattern. */
  readonly awsMessage?: string;
}

/** Asks TestMetricFilter about a batch. Needs the permission `logs:TestMetricFilter`, and writes nothing. */
export async function askOracle(
  client: CloudWatchLogsClient,
  batch: Batch,
  abortSignal: AbortSignal,
): Promise<Map<Vector, OracleAnswer>> {
  const command = new TestMetricFilterCommand({
    filterPattern: batch.pattern,
    logEventMessages: [...batch.lines],
  });
  try {
    const { matches = [] } = await client.send(command, { abortSignal });
    return matchAnswers(batch, matches);
  } catch (thrown) {
    const awsMessage = rejectionIn(thrown);
    if (awsMessage === undefined) throw thrown;
    return new Map(batch.vectors.map((vector) => [vector, { result: 'reject', awsMessage }]));
  }
}

/** AWS's words, when what it refused is the pattern. */
function rejectionIn(thrown: unknown): string | undefined {
  if (thrown instanceof InvalidParameterException) return thrown.message;
  return thrown instanceof Error && thrown.cause !== undefined
    ? rejectionIn(thrown.cause)
    : undefined;
}

/**
 * Answers are told apart by their text, not by their number: whether AWS counts lines from 0 or from 1 is not documented,
 * and a request holds no line twice.
 */
function matchAnswers(
  batch: Batch,
  matches: readonly MetricFilterMatchRecord[],
): Map<Vector, OracleAnswer> {
  const byLine = new Map(matches.map((match) => [match.eventMessage, match]));
  return new Map(
    batch.vectors.map((vector) => [vector, answerFrom(vector, byLine.get(lineOf(vector)))]),
  );
}

function answerFrom({ line }: Vector, match: MetricFilterMatchRecord | undefined): OracleAnswer {
  if (line === null) return { result: 'accept' };
  if (match === undefined) return { result: 'no-match' };
  return { result: 'match', extractedValues: match.extractedValues ?? {} };
}
