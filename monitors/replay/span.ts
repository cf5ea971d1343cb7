import type { Fact } from './fact.ts';
import { requestCount } from './load-balancer-metrics.ts';
import type { RunEvidence } from './read-run.ts';

const minute = 60_000;

/** Milliseconds since 1970. */
export interface RunSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * From the minute in which the run began to the end of the minute in which it ended; of a run that crashed, the last
 * that it recorded. `lastRequest` is the time of the latest line of the access log or the edge's.
 */
export function spanOf(evidence: RunEvidence, lastRequest: number): RunSpan {
  const { manifest, containerEvents, readers, healthChecks, serviceLog = [] } = evidence;
  const started = Date.parse(manifest.startedAt);
  const seen = [
    ...containerEvents.map(({ Timestamp }) => Timestamp),
    ...readers.map(({ at }) => at),
    ...healthChecks.map(({ at }) => at),
    ...serviceLog.map(({ timestamp }) => timestamp),
  ].reduce((a, b) => Math.max(a, b), Math.max(started, lastRequest));
  const ended = manifest.endedAt === undefined ? seen : Date.parse(manifest.endedAt);
  return {
    from: Math.floor(started / minute) * minute,
    to: Math.max(Math.ceil(ended / minute), Math.floor(started / minute) + 1) * minute,
  };
}

/** AWS reports the number of requests also when it is zero: a fact for every minute without any. */
export function quietMinutes(
  { from, to }: RunSpan,
  busy: ReadonlySet<number>,
  example: readonly Fact[],
): Fact[] {
  const [seen] = example;
  if (seen === undefined) return [];
  const facts: Fact[] = [];
  for (let at = from; at < to; at += minute)
    if (!busy.has(at / minute))
      facts.push({ at, metric: requestCount, value: 0, seenAt: seen.seenAt });
  return facts;
}
