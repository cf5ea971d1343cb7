import type { Evidence } from '../evidence/evidence.ts';
import { countOf, requestNames } from '../evidence/request-table.ts';
import type { FailureFigures } from './schema.ts';

/** Kinds of failures told one by one: more are seldom read, and scripts without request names have one for each URL. */
const mostKinds = 50;

/** Why requests of the run failed, the most frequent kinds first. */
export function failureFigures({ failures, requests }: Evidence): FailureFigures {
  const beyond = failures.slice(mostKinds);
  const explained = failures.reduce((total, { count }) => total + count, 0);
  const failed = countOf(requests, requestNames(requests), ['failed']);
  return {
    kinds: failures
      .slice(0, mostKinds)
      .map(({ name, status, reason, error, count, code = null, first, last }) => ({
        name,
        status,
        reason,
        error,
        count,
        code,
        first: new Date(first * 1000).toISOString(),
        last: new Date(last * 1000).toISOString(),
      })),
    beyond: {
      kinds: beyond.length,
      requests: beyond.reduce((total, { count }) => total + count, 0),
    },
    unexplained: Math.max(0, failed - explained),
  };
}
