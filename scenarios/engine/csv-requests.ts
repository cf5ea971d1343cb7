import type { RequestOutcome } from '../../core/run-folder/records.ts';
import { type Columns, valueColumn } from './csv-columns.ts';
import type { FailureTable } from './csv-failures.ts';
import { fieldText } from './csv-fields.ts';
import {
  type CurrentRecord,
  fieldEnd,
  fieldStart,
  locate,
  rawField,
  textField,
} from './csv-record.ts';
import type { HistogramKey } from './csv-seconds.ts';

/** Different request names kept apart; what comes later, such as URLs nobody named, is counted under one name. */
export const mostNames = 2000;
export const otherName = '(other requests)';
export const unnamed = '(unnamed)';

/** Different ends of records remembered, of which a script that names its requests has some dozens. */
const mostTails = 4096;

type Keys = Record<RequestOutcome, number>;

/** Tells of a request record, located up to its value, the index of its histogram; -1 when its fields are too few or many. */
export type RequestSorter = (
  record: CurrentRecord,
  columns: Columns,
  end: number,
  quoted: boolean,
) => number;

/**
 * Sorts requests by name and outcome, and counts those that failed. `register` gives a histogram's index.
 *
 * What follows a record's value is the same for all requests of a kind, so that it is looked up as a whole, and looked
 * into only when it is new, or of a failure.
 */
export function requestSorter(
  register: (key: HistogramKey) => number,
  failures: FailureTable,
): RequestSorter {
  const keyOfTail = new Map<string, number>();
  const keysOf = new Map<string, Keys>();

  const keysNamed = (raw: string): Keys => {
    const known = keysOf.get(raw);
    if (known !== undefined) return known;
    if (keysOf.size >= mostNames && raw !== otherName) return keysNamed(otherName);
    const name = raw === '' ? unnamed : fieldText(raw);
    const keys = {
      ok: register({ name, outcome: 'ok' }),
      refused: register({ name, outcome: 'refused' }),
      failed: register({ name, outcome: 'failed' }),
    };
    keysOf.set(copyOf(raw), keys);
    return keys;
  };

  const keyOfLocated = (record: CurrentRecord, columns: Columns): number => {
    const raw = rawField(record, columns.name);
    const status = statusOf(record, columns.status);
    const outcome = outcomeOf(record, columns.expected, status);
    if (outcome === 'failed') {
      failures.count({
        name: raw === '' ? unnamed : fieldText(raw),
        status: Math.max(0, status),
        errorCode: Number(rawField(record, columns.errorCode)) || 0,
        error: textField(record, columns.error),
      });
    }
    return keysNamed(raw)[outcome];
  };

  return (record, columns, end, quoted) => {
    if (quoted) return record.fields === columns.count ? keyOfLocated(record, columns) : -1;
    const tail = record.piece.text.slice(fieldEnd(record, valueColumn) + 1, end);
    const known = keyOfTail.get(tail);
    if (known !== undefined) return known;
    const failed = failures.total();
    locate(record, record.piece, record.start, end, columns.count + 1);
    if (record.fields !== columns.count) return -1;
    const key = keyOfLocated(record, columns);
    if (failures.total() === failed && keyOfTail.size < mostTails) keyOfTail.set(copyOf(tail), key);
    return key;
  };
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
