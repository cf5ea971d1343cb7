/**
 * One line of an Application Load Balancer's access log, as far as it is used here. Absent values are `-` or `-1` in
 * the log: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html
 */
export interface AccessLogEntry {
  /** When the load balancer sent its response, ISO 8601 with fractions of a second. */
  readonly time: string;
  /** `app/name/id`. */
  readonly loadBalancer: string;
  /** `host:port`; undefined when the request reached none. */
  readonly target: string | undefined;
  /** Seconds from sending the request to the target to its response headers; undefined when it did not answer. */
  readonly targetSeconds: number | undefined;
  /** Status to the client, and of the target where it answered. */
  readonly elbStatus: string;
  readonly targetStatus: string | undefined;
  readonly receivedBytes: number;
  readonly sentBytes: number;
  readonly targetGroupArn: string;
}

/** Fields by their place in the line; the request and the user agent are quoted. */
const accessLogFields = {
  time: 1,
  loadBalancer: 2,
  target: 4,
  targetSeconds: 6,
  elbStatus: 8,
  targetStatus: 9,
  receivedBytes: 10,
  sentBytes: 11,
  request: 12,
  userAgent: 13,
  targetGroupArn: 16,
} as const;

type AccessLogField = keyof typeof accessLogFields;

const { request, userAgent, elbStatus, targetStatus, targetGroupArn: lastField } = accessLogFields;
const [space, quote, dash, zero, nine, backslash] = [32, 34, 45, 48, 57, 92] as const;

/** Finds the fields of lines in bytes, without taking the lines apart: a day's log has millions. */
export interface AccessLogScanner {
  /** Whether the bytes from `from` to just before `to` are a whole line. */
  readonly scan: (bytes: Buffer, from: number, to: number) => boolean;
  /** A field of the line last scanned, which must have been a whole one. */
  readonly textOf: (field: AccessLogField) => string;
}

export function accessLogScanner(): AccessLogScanner {
  /** Where each field begins; it ends a byte before the next one begins. */
  const begins = new Int32Array(lastField + 2);
  let line: Buffer = Buffer.alloc(0);
  return {
    scan: (bytes, from, to) => {
      line = bytes;
      let at = from;
      for (let field = 0; field <= lastField; field += 1) {
        begins[field] = at;
        const isQuoted = field === request || field === userAgent;
        const end = isQuoted ? quotedEnd(bytes, at, to) : plainEnd(bytes, at, to);
        if (end === at || (field < lastField && (end === to || bytes[end] !== space))) return false;
        at = end + 1;
      }
      begins[lastField + 1] = at;
      return isStatus(bytes, begins, elbStatus) && isStatus(bytes, begins, targetStatus);
    },
    textOf: (field) => {
      const place = accessLogFields[field];
      return line.toString('utf8', begins[place], (begins[place + 1] ?? 0) - 1);
    },
  };
}

function plainEnd(bytes: Buffer, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] !== space) at += 1;
  return at;
}

/** Just after the closing quote; `from` where there is none. */
function quotedEnd(bytes: Buffer, from: number, to: number): number {
  if (bytes[from] !== quote) return from;
  for (let at = from + 1; at < to; at += 1) {
    if (bytes[at] === quote) return at + 1;
    if (bytes[at] === backslash) at += 1;
  }
  return from;
}

/** Whether a field is three digits, or absent. */
function isStatus(bytes: Buffer, begins: Int32Array, field: number): boolean {
  const from = begins[field] ?? 0;
  const length = (begins[field + 1] ?? 0) - 1 - from;
  if (length === 1) return bytes[from] === dash;
  return length === 3 && [0, 1, 2].every((n) => isDigit(bytes[from + n] ?? 0));
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= nine;
}

const scanner = accessLogScanner();

/** Reads a line; undefined when it is not a whole one. */
export function parseAccessLogLine(line: string): AccessLogEntry | undefined {
  const bytes = Buffer.from(line);
  if (!scanner.scan(bytes, 0, bytes.length)) return undefined;
  const { textOf } = scanner;
  return {
    time: textOf('time'),
    loadBalancer: textOf('loadBalancer'),
    target: known(textOf('target')),
    targetSeconds: secondsIn(textOf('targetSeconds')),
    elbStatus: textOf('elbStatus'),
    targetStatus: known(textOf('targetStatus')),
    receivedBytes: Number(textOf('receivedBytes')) || 0,
    sentBytes: Number(textOf('sentBytes')) || 0,
    targetGroupArn: textOf('targetGroupArn'),
  };
}

function known(text: string): string | undefined {
  return text === '-' ? undefined : text;
}

/** A time in seconds; undefined for `-1`, which stands for none. */
export function secondsIn(text: string): number | undefined {
  const seconds = Number(text);
  return seconds >= 0 ? seconds : undefined;
}
