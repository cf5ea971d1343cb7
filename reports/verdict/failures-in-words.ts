import { count, percent, plural } from '../words/figures.ts';
import { nameInWords } from '../words/names.ts';
import type { FailureFigures, FailureKind, LoadFigures } from './schema.ts';

/** Kinds told in a sentence. */
const mostKinds = 3;

/** `982 of 96,300 requests failed (1.02 %): 950 of book with request timeout (12:00:01 to 12:00:40 UTC), ...`. */
export function failuresInWords(
  { kinds, beyond, unexplained }: FailureFigures,
  { failed, requests }: Pick<LoadFigures, 'failed' | 'requests'>,
): string {
  const rest = kinds.slice(mostKinds);
  const restKinds = rest.length + beyond.kinds;
  const restRequests = rest.reduce((total, kind) => total + kind.count, beyond.requests);
  const parts = [
    ...kinds
      .slice(0, mostKinds)
      .map(
        (kind) =>
          `${count(kind.count)} of ${nameInWords(kind.name)} with ${kind.reason} (${timesInWords(kind)})`,
      ),
    ...(restKinds === 0
      ? []
      : [`${count(restRequests)} for ${plural(restKinds, 'further reason')}`]),
    ...(unexplained === 0 ? [] : [`${count(unexplained)} for reasons not recorded`]),
  ];
  const share = requests > 0 ? ` (${percent(failed / requests)})` : '';
  return `${count(failed)} of ${plural(requests, 'request')} failed${share}: ${parts.join(', ')}`;
}

/** The most frequent reason, e.g. `mostly request timeout of book (950)`; undefined when no reason is known. */
export function mainReasonInWords({
  kinds,
  beyond,
  unexplained,
}: FailureFigures): string | undefined {
  const [first] = kinds;
  if (first === undefined) return unexplained > 0 ? 'reasons not recorded' : undefined;
  const name = nameInWords(first.name);
  const only = kinds.length === 1 && beyond.kinds === 0 && unexplained === 0;
  return only
    ? `${first.reason} of ${name}`
    : `mostly ${first.reason} of ${name} (${count(first.count)})`;
}

/** `12:00:01 to 12:00:40 UTC`, `at 12:00:01 UTC`. */
function timesInWords({ first, last }: Pick<FailureKind, 'first' | 'last'>): string {
  return first === last ? `at ${clock(first)} UTC` : `${clock(first)} to ${clock(last)} UTC`;
}

/** The time of day of an ISO date. */
export function clock(iso: string): string {
  return iso.slice(11, 19);
}
