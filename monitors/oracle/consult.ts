import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { Vector } from '../filter-pattern/vectors/format.ts';
import { askOracle, type OracleAnswer } from './ask.ts';
import { batchesOf, lineOf, type Batch } from './batches.ts';
import { differenceFrom, type OracleDifference } from './compare.ts';

export interface OracleReport {
  /** Rows that AWS answered, in the order of the file. */
  readonly answers: ReadonlyMap<Vector, OracleAnswer>;
  readonly differences: readonly OracleDifference[];
  /** Ids of rows that AWS cannot be asked about, because their line is empty. */
  readonly unanswerable: readonly string[];
  /** Requests made. */
  readonly requests: number;
}

/**
 * Asks AWS about every row, one request after the other, since TestMetricFilter is throttled per account. `progress` is
 * told after each request how many of all are done. An interruption ends it with what was answered until then.
 */
export async function consultOracle(
  client: CloudWatchLogsClient,
  vectors: readonly Vector[],
  {
    signal,
    progress,
  }: {
    readonly signal: AbortSignal;
    readonly progress?: (done: number, all: number) => void;
  },
): Promise<OracleReport> {
  const batches = batchesOf(vectors);
  const answers = new Map<Vector, OracleAnswer>();
  let requests = 0;
  for (const batch of batches) {
    if (signal.aborted) break;
    const answered = await askUnlessStopped(client, batch, signal);
    if (answered === undefined) break;
    for (const [vector, answer] of answered) answers.set(vector, answer);
    requests += 1;
    progress?.(requests, batches.length);
  }
  return {
    answers,
    differences: vectors.flatMap((vector) => {
      const answer = answers.get(vector);
      return (answer === undefined ? undefined : differenceFrom(vector, answer)) ?? [];
    }),
    unanswerable: vectors.filter((vector) => lineOf(vector) === undefined).map(({ id }) => id),
    requests,
  };
}

/** Undefined when an interruption ended the request. */
async function askUnlessStopped(
  client: CloudWatchLogsClient,
  batch: Batch,
  signal: AbortSignal,
): Promise<ReadonlyMap<Vector, OracleAnswer> | undefined> {
  try {
    return await askOracle(client, batch, signal);
  } catch (thrown) {
    if (signal.aborted) return undefined;
    throw thrown;
  }
}
