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

/** Fields before the quoted request: type time elb client target, three times, two statuses, received and sent bytes. */
const plainFields = 12;
/** "request" "user_agent" ssl_cipher ssl_protocol target_group_arn */
const quotedRest = /"(?:[^"\\]|\\.)*" "(?:[^"\\]|\\.)*" \S+ \S+ (\S+)/y;
const status = /^(\d{3}|-)$/;

/** Reads a line; undefined when it is not a whole one. */
export function parseAccessLogLine(line: string): AccessLogEntry | undefined {
  const fields: string[] = [];
  let from = 0;
  while (fields.length < plainFields) {
    const to = line.indexOf(' ', from);
    if (to <= from) return undefined;
    fields.push(line.slice(from, to));
    from = to + 1;
  }
  quotedRest.lastIndex = from;
  const targetGroupArn = quotedRest.exec(line)?.[1];
  const [, time = '', loadBalancer = '', , target = '', , processing, , ...codes] = fields;
  const [elbStatus = '', targetStatus = '', received, sent] = codes;
  if (targetGroupArn === undefined || !status.test(elbStatus) || !status.test(targetStatus))
    return undefined;
  const seconds = Number(processing);
  return {
    time,
    loadBalancer,
    target: target === '-' ? undefined : target,
    targetSeconds: seconds >= 0 ? seconds : undefined,
    elbStatus,
    targetStatus: targetStatus === '-' ? undefined : targetStatus,
    receivedBytes: Number(received) || 0,
    sentBytes: Number(sent) || 0,
    targetGroupArn,
  };
}
