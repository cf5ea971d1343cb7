import type { Outside, RequestOutcome } from '../../../../core/statistics/histogram-line.ts';
import { outcomeOfExpected } from '../../../outcome.ts';
import type { Columns } from './columns.ts';
import { type Place, placeIn } from './places.ts';
import { type CurrentRecord, rawField, textField } from './record.ts';
import { tagOf } from './tags.ts';

/** What a record says of its request. */
export interface Request {
  /** As the reports show it. */
  readonly name: string;
  readonly outside: Outside | undefined;
  /** By the tag of that name, where the script sets it. */
  readonly tenant: string | undefined;
  /** HTTP status, 0 for no response; undefined when it is not told. */
  readonly status: number | undefined;
  /** k6's, 0 for none; undefined when it is not told. */
  readonly errorCode: number | undefined;
  readonly error: string;
  /** Whether the answer was what the script expected; undefined when it is not told. */
  readonly expected: boolean | undefined;
  readonly place: Place;
}

/** k6's code of a request that it did not send, because the address is on its blacklist. */
export const refusedCode = 1110;

export const unnamed = '(unnamed)';

/** Names that k6 makes of URLs, which say nothing of the method. */
const urlName = /^(https?:\/\/|\$\{\})/i;

export function requestOf(record: CurrentRecord, columns: Columns): Request {
  const errorCode = errorCodeIn(record, columns);
  const outside = outsideIn(record, columns);
  return {
    name: nameIn(record, columns),
    outside,
    tenant: tagOf('tenant', record, columns),
    place: placeIn(record, columns, outside, 'web'),
    status: statusIn(record, columns) ?? statusBy(errorCode),
    errorCode,
    error: textField(record, columns.error),
    expected: expectedIn(record, columns),
  };
}

/**
 * By k6's `expected_response` where it is there, else by the status, as k6 does itself unless told otherwise;
 * undefined when neither is known. No response is never an answer, whatever the script says of it.
 */
export function outcomeOf({ status, errorCode, expected }: Request): RequestOutcome | undefined {
  if (status === 0 || expected === false) return 'failed';
  if (expected === true) return outcomeOfExpected(status);
  if (status !== undefined) return status >= 400 ? 'failed' : 'ok';
  // k6 gives a code to every status from 400 on, and to every error.
  return errorCode === undefined ? undefined : 'ok';
}

/**
 * Whether a point of k6's metric of requests is a script's own, which may add to it as to any: k6 itself tells method and
 * URL of every request, unless it is to leave them out. A script may empty the URL of a request, and its method stays.
 */
export function isNoRequest(record: CurrentRecord, { method, url }: Columns): boolean {
  if (method === -1 || rawField(record, method) !== '') return false;
  return url === -1 || rawField(record, url) === '';
}

/** A request without a name goes by its method and URL: GET and POST of one URL are not the same. */
function nameIn(record: CurrentRecord, columns: Columns): string {
  const name = textField(record, columns.name);
  if (name === '') return unnamed;
  const method = urlName.test(name) ? rawField(record, columns.method) : '';
  return method === '' ? name : `${method} ${name}`;
}

/** Requests of setup and teardown have no scenario; a group of that name may be the script's own. */
export function outsideIn(record: CurrentRecord, columns: Columns): Outside | undefined {
  if (columns.scenario === -1 || rawField(record, columns.scenario) !== '') return undefined;
  if (columns.group === -1) return 'setup or teardown';
  const group = /^::(setup|teardown)(::|$)/.exec(rawField(record, columns.group))?.[1];
  return group === 'setup' || group === 'teardown' ? group : undefined;
}

export function statusIn(record: CurrentRecord, columns: Columns): number | undefined {
  const field = rawField(record, columns.status);
  return /^\d{1,3}$/.test(field) ? Number(field) : undefined;
}

/** k6's codes from 1400 to 1599 are statuses; with any other there was no usable response. */
function statusBy(errorCode: number | undefined): number | undefined {
  if (errorCode === undefined || errorCode === 0) return undefined;
  return errorCode >= 1400 && errorCode < 1600 ? errorCode - 1000 : 0;
}

function errorCodeIn(record: CurrentRecord, columns: Columns): number | undefined {
  if (columns.errorCode === -1) return undefined;
  return Number(rawField(record, columns.errorCode)) || 0;
}

function expectedIn(record: CurrentRecord, columns: Columns): boolean | undefined {
  const field = rawField(record, columns.expected);
  return field === 'true' ? true : field === 'false' ? false : undefined;
}
