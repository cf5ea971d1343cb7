import type { RequestOutcome } from '../../../../core/statistics/histogram-line.ts';
import type { Columns } from './columns.ts';
import { fieldText } from './fields.ts';
import { type CurrentRecord, fieldEnd, fieldStart, rawField, textField } from './record.ts';
import type { FailureKinds } from './failures.ts';
import type { HistogramKey } from './seconds.ts';
import type { Target } from './targets.ts';

/** Different request names kept apart; what comes later, such as URLs nobody named, is counted under one name. */
export const mostNames = 2000;
export const otherName = '(other requests)';
export const unnamed = '(unnamed)';

type Keys = Record<RequestOutcome, number>;

/** Tells what a request's record counts for. */
export type RequestSorter = (record: CurrentRecord, columns: Columns) => Target;

/** Sorts requests by name and outcome. `register` gives a histogram's index. */
export function requestSorter(
  register: (key: HistogramKey) => number,
  failures: FailureKinds,
): RequestSorter {
  const keysOf = new Map<string, Keys>();

  const keysNamed = (raw: string): Keys => {
    const known = keysOf.get(raw);
    if (known !== undefined) return known;
    if (keysOf.size >= mostNames && raw !== otherName) return keysNamed(otherName);
    const name = nameOf(raw);
    const keys = {
      ok: register({ name, outcome: 'ok' }),
      refused: register({ name, outcome: 'refused' }),
      failed: register({ name, outcome: 'failed' }),
    };
    keysOf.set(copyOf(raw), keys);
    return keys;
  };

  return (record, columns) => {
    const raw = rawField(record, columns.name);
    const status = statusOf(record, columns.status);
    const outcome = outcomeOf(record, columns.expected, status);
    const key = keysNamed(raw)[outcome];
    if (outcome !== 'failed') return { kind: 'duration', key };
    const failure = failures.indexOf({
      name: nameOf(raw),
      status: Math.max(0, status),
      errorCode: Number(rawField(record, columns.errorCode)) || 0,
      error: textField(record, columns.error),
    });
    return { kind: 'failure', key, failure };
  };
}

function nameOf(raw: string): string {
  return raw === '' ? unnamed : fieldText(raw);
}

/** A slice would keep the whole text alive that it was cut from. */
function copyOf(slice: string): string {
  return Buffer.from(slice, 'latin1').toString('latin1');
}

const yes = 't'.charCodeAt(0);
const no = 'f'.charCodeAt(0);

/** By k6's `expected_response` where it is there, else by the status, as k6 does itself unless told otherwise. */
function outcomeOf(record: CurrentRecord, expected: number, status: number): RequestOutcome {
  const told = expected < 0 ? Number.NaN : record.piece.bytes[fieldStart(record, expected)];
  if (status === 0 || told === no) return 'failed';
  if (told === yes) return status === 409 ? 'refused' : 'ok';
  return status >= 400 ? 'failed' : 'ok';
}

/** HTTP status, 0 for no response, -1 when it is not told. */
function statusOf(record: CurrentRecord, column: number): number {
  if (column < 0) return -1;
  const end = fieldEnd(record, column);
  let status = 0;
  let at = fieldStart(record, column);
  if (at === end) return -1;
  for (; at < end; at += 1) status = status * 10 + (record.piece.bytes[at] ?? 0) - 48;
  return status;
}
