/**
 * Fields of CloudFront's standard log (legacy, version 1.0), separated by tabs, and behind them two of ours that AWS does not
 * write: what a firewall did, and by which keys it counted the request.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html
 */
export const edgeLogFields = [
  ...'date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent)'.split(
    ' ',
  ),
  ...'cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken'.split(
    ' ',
  ),
  ...'x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status'.split(
    ' ',
  ),
  ...'fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len'.split(
    ' ',
  ),
  ...'sc-range-start sc-range-end'.split(' '),
  'x-firewall-action',
  'x-firewall-keys',
] as const;

/** One answer of an edge to a visitor. */
export interface EdgeLogEntry {
  /** When it was answered, milliseconds since 1970, to the second. */
  readonly at: number;
  /** Of the distribution, e.g. `d111111abcdef8.cloudfront.net`. */
  readonly distribution: string;
  readonly method: string;
  /** 0 where the visitor left before the answer (`000` in the log). */
  readonly status: number;
  /** `Hit`, `RefreshHit`, `Miss`, `Error` and others of CloudFront's. */
  readonly result: string;
  readonly sentBytes: number;
  readonly receivedBytes: number;
  /** Seconds from the request to the first byte of the answer; undefined where there is none. */
  readonly firstByteSeconds: number | undefined;
  readonly firewall: FirewallMark | undefined;
  /** Keys by which rules of the firewall counted it, as `RULE:KEY`, the key in hexadecimal digits. */
  readonly firewallKeys: readonly string[];
}

/** What a rule of a firewall did to a request. */
export interface FirewallMark {
  readonly action: 'BLOCK' | 'COUNT';
  readonly rule: string;
}

const awsFields = 33;
const place = {
  date: 0,
  time: 1,
  sentBytes: 3,
  method: 5,
  distribution: 6,
  status: 8,
  result: 13,
  receivedBytes: 17,
  firstByte: 27,
  firewall: 33,
  keys: 34,
} as const;

/** Reads a line; undefined when it is no whole one, as the comments at the head of CloudFront's own files are. */
export function parseEdgeLogLine(line: string): EdgeLogEntry | undefined {
  const fields = line.split('\t');
  if (fields.length < awsFields) return undefined;
  const of = (name: keyof typeof place): string => fields[place[name]] ?? '-';
  const at = timeOf(of('date'), of('time'));
  const status = of('status');
  if (Number.isNaN(at) || !/^\d{3}$/.test(status)) return undefined;
  return {
    at,
    distribution: of('distribution'),
    method: of('method'),
    status: Number(status),
    result: of('result'),
    sentBytes: Number(of('sentBytes')) || 0,
    receivedBytes: Number(of('receivedBytes')) || 0,
    firstByteSeconds: secondsOf(of('firstByte')),
    firewall: markOf(of('firewall')),
    firewallKeys: listOf(of('keys')),
  };
}

let known = { date: '', time: '', at: Number.NaN };

/** Lines come many to a second, so the last time is remembered. */
function timeOf(date: string, time: string): number {
  if (known.date !== date || known.time !== time)
    known = { date, time, at: Date.parse(`${date}T${time}Z`) };
  return known.at;
}

function secondsOf(text: string): number | undefined {
  const seconds = Number(text);
  return text !== '' && seconds >= 0 ? seconds : undefined;
}

function markOf(text: string): FirewallMark | undefined {
  const [action, rule = ''] = text.split(':');
  return action === 'BLOCK' || action === 'COUNT' ? { action, rule } : undefined;
}

function listOf(text: string): string[] {
  return text === '-' || text === '' ? [] : text.split(',');
}
