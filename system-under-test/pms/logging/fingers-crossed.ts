import { type Handler, levels, type LogRecord } from './record.ts';

/** Answers 404 and 405 are a visitor's mistakes: they must not flush a request's debug lines. */
const excludedStatuses = new Set([404, 405]);

/**
 * Monolog's `fingers_crossed` with Symfony's production settings: records wait in a buffer; the first error lets the
 * buffer and everything after it through; without an error nothing is ever written. One handler serves one request.
 *
 * @param limit records kept while waiting; the oldest go first
 */
export function fingersCrossed(next: Handler, limit = 50): Handler {
  let waiting: LogRecord[] | undefined = [];
  return (record) => {
    if (waiting === undefined) {
      next(record);
      return;
    }
    waiting.push(record);
    if (waiting.length > limit) waiting.shift();
    if (!activates(record)) return;
    const flushed = waiting;
    waiting = undefined;
    for (const each of flushed) next(each);
  };
}

function activates(record: LogRecord): boolean {
  return levels[record.level] >= levels.error && !excludedStatuses.has(statusOf(record));
}

/** The HTTP status of the exception that a record tells of, 0 if there is none. */
function statusOf(record: LogRecord): number {
  const exception = record.context['exception'];
  if (!(exception instanceof Error) || !('status' in exception)) return 0;
  return typeof exception.status === 'number' ? exception.status : 0;
}
