/**
 * HAProxy writes the access log of an Application Load Balancer by itself: rules keep what is known at each step in
 * variables, and the log format puts them in AWS's order. Fields as in AWS's "Access logs for your Application Load
 * Balancer", up to request_transform_status. Its `*_processing_time` are seconds with three decimals, all -1 when no
 * target answered; connecting is on loopback and is counted with the target's time. The statuses are those of
 * `status-rules.ts`.
 */

/** Names that take the place of AWS's resource names. */
export interface BalancerNames {
  /** `app/NAME/ID` */
  readonly balancer: string;
  readonly targetGroup: string;
}

/** Microseconds since 1970 in the sample expression `us`, as AWS writes times: 2026-11-22T20:10:15.019481Z. */
const isoTime = (us: string): string =>
  `%[${us},div(1000000),utime(%Y-%m-%dT%H:%M:%S)].%[${us},mod(1000000),${paddedTo(1_000_000)}]Z`;

/** HAProxy cannot pad: so add a leading 1 and take it off the text. */
const paddedTo = (power: number): string => `add(${power}),regsub(^1,'')`;

const unanswered = '-1';

/** Quotes cannot stand in a quoted field: AWS writes them as \x22. */
const unquoted = (sample: string, quote: string): string =>
  `${sample},'regsub("\\"","${quote}",g)'`;

/** Rules of the front end that collect what the log format needs, in the order in which they must run. */
export const accessLogRules: readonly string[] = [
  `tcp-request connection set-var(sess.connection) uuid,'regsub(-,"",g)'`,
  'http-request set-var(txn.created) date(0,us)',
  `http-request set-var(txn.host) ${unquoted('req.hdr(host),field(1,:)', '%22')}`,
  `http-request set-var(txn.uri) ${unquoted('pathq', '%22')}`,
  'http-request set-var(txn.method) method',
  'http-request set-var(txn.version) req.ver',
  `http-request set-var(txn.agent) ${unquoted('req.fhdr(user-agent)', '\\\\\\\\x22')}`,
  `http-request set-var(txn.random) uuid,'regsub(-,"",g)',bytes(0,24)`,
  'http-request set-header X-Amzn-Trace-Id Root=1-%[date,hex,lower,bytes(8,8)]-%[var(txn.random)] unless { req.hdr(x-amzn-trace-id) -m found }',
  `http-request set-var(txn.trace) ${unquoted('req.fhdr(x-amzn-trace-id)', '\\\\\\\\x22')}`,
  `http-request set-var(txn.request_time) str(${unanswered})`,
  `http-request set-var(txn.target_time) str(${unanswered})`,
  `http-request set-var(txn.response_time) str(${unanswered})`,
  'http-response set-var(txn.took) date(0,us),sub(txn.received),div(1000)',
  `http-response set-var-fmt(txn.target_time) "%[var(txn.took),div(1000)].%[var(txn.took),mod(1000),${paddedTo(1000)}]"`,
  'http-response set-var(txn.request_time) str(0.000)',
  'http-response set-var(txn.response_time) str(0.000)',
];

/** The `log-format`. A server is named by its address and port, so that its name is the target. */
export function accessLogFormat({ balancer, targetGroup }: BalancerNames): string {
  return [
    'http',
    isoTime('date(0,us)'),
    balancer,
    '%ci:%cp',
    '%[srv_name]',
    '%[var(txn.request_time)]',
    '%[var(txn.target_time)]',
    '%[var(txn.response_time)]',
    '%[var(txn.status)]',
    '%[var(txn.target_status)]',
    '%U',
    '%B',
    quoted(
      '%[var(txn.method)] http://%[var(txn.host)]:%fp%[var(txn.uri)] HTTP/%[var(txn.version)]',
    ),
    quoted('%[var(txn.agent)]'),
    '-',
    '-',
    targetGroup,
    quoted('%[var(txn.trace)]'),
    quoted('-'),
    quoted('-'),
    '0',
    isoTime('var(txn.created)'),
    quoted('forward'),
    quoted('-'),
    quoted('-'),
    quoted('%[srv_name]'),
    quoted('%[var(txn.target_status)]'),
    quoted('-'),
    quoted('-'),
    'TID_%[var(sess.connection)]',
    quoted('-'),
    quoted('-'),
    quoted('-'),
  ].join(' ');
}

/**
 * The `error-log-format`, for what never became a request: a malformed one is 400, one whose headers stopped coming 408.
 * AWS writes these with an empty request.
 */
export function brokenRequestLogFormat({ balancer, targetGroup }: BalancerNames): string {
  const now = isoTime('date(0,us)');
  const front = `http ${now} ${balancer} %ci:%cp - -1 -1 -1 %ST - 0 0`;
  const request = `${quoted('- http://-:%fp- -')} ${quoted('-')} - - ${targetGroup}`;
  const middle = `${quoted('-')} ${quoted('-')} ${quoted('-')} - ${now}`;
  const end = Array.from({ length: 7 }, () => quoted('-')).join(' ');
  const transform = Array.from({ length: 3 }, () => quoted('-')).join(' ');
  return `${front} ${request} ${middle} ${end} TID_%[var(sess.connection)] ${transform}`;
}

/** The configuration file has the whole format in quotes, so the log's own are escaped. */
function quoted(field: string): string {
  return `\\"${field}\\"`;
}
