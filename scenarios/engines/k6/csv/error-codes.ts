import { STATUS_CODES } from 'node:http';

/** https://grafana.com/docs/k6/latest/javascript-api/error-codes/, and `lib/netext/httpext` in k6's source. */
const meanings: Readonly<Record<number, string>> = {
  1000: 'unknown error',
  1010: 'network error other than TCP',
  1020: 'invalid URL',
  1050: 'request timeout',
  1100: 'DNS error',
  1101: 'no address found for the host',
  1110: 'address that k6 is told to keep from',
  1111: 'host blocked by the script',
  1200: 'TCP error',
  1201: 'broken pipe while sending',
  1202: 'operating system network error',
  1210: 'could not connect',
  1211: 'connect timeout',
  1212: 'connection refused',
  1213: 'could not connect (operating system error)',
  1220: 'connection reset by the peer',
  1300: 'TLS error',
  1301: 'TLS error: what answers there speaks no TLS',
  1310: 'certificate from an unknown authority',
  1311: 'certificate for another host',
  1701: 'response could not be decompressed',
};

const unknown = 1000;

/** Codes of whole ranges: HTTP/2 has one for each of its own. */
const ranges: readonly (readonly [from: number, to: number, meaning: string])[] = [
  [1610, 1629, 'HTTP/2 connection closed by the server (GOAWAY)'],
  [1630, 1649, 'HTTP/2 stream error'],
  [1650, 1669, 'HTTP/2 connection error'],
];

/**
 * Why a request failed, in a few words: by k6's error code (0 for none), else by its status (0 without a response,
 * undefined where the script leaves it out). What k6 has no code for goes by what it said (`error`).
 */
export function reasonOfFailure(
  errorCode: number,
  status: number | undefined,
  error: string,
): string {
  if (errorCode === unknown && error !== '') return `error "${error}"`;
  const inRange = ranges.find(([from, to]) => errorCode >= from && errorCode <= to)?.[2];
  const meaning = meanings[errorCode] ?? inRange;
  if (meaning !== undefined) return meaning;
  if (status === undefined) return 'a reason that the script leaves out';
  if (status === 0) return errorCode === 0 ? 'no response' : `k6 error ${errorCode}`;
  const name = STATUS_CODES[status];
  const said = name === undefined ? `HTTP ${status}` : `HTTP ${status} ${name}`;
  return status < 400 ? `${said}, not expected by the script` : said;
}
