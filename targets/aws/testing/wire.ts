import type { IncomingMessage } from 'node:http';

/** What was asked for, whichever protocol it came in. */
export interface Asked {
  /** As in signatures: `ecs`, `s3`. */
  readonly service: string;
  /** `ListTasks`; of S3 method and what kind of thing it is for: `GET object`, `GET bucket`. */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** An answer instead of the account's own. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** ECS, Logs, Secrets Manager, Application Auto Scaling and CloudWatch speak AWS JSON; RDS and the load balancers AWS Query; S3 and FIS REST. */
export function askedIn(request: IncomingMessage, body: string): Asked {
  const [, service = ''] =
    /Credential=[^/]+\/\d{8}\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? '') ?? [];
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') {
    const input: unknown = JSON.parse(body === '' ? '{}' : body);
    return { service, operation: target.split('.')[1] ?? '', input: { ...Object(input) } };
  }
  if (service === 'fis')
    return { service, operation: `${request.method} ${request.url}`, input: {} };
  if (service === 's3') {
    const url = new URL(request.url ?? '', 'http://s3');
    const isObject = url.pathname.split('/').filter(Boolean).length > 1;
    const operation = `${request.method} ${isObject ? 'object' : 'bucket'}`;
    return {
      service,
      operation,
      input: { path: url.pathname, ...Object.fromEntries(url.searchParams) },
    };
  }
  const form = new URLSearchParams(body);
  return { service, operation: form.get('Action') ?? '', input: Object.fromEntries(form) };
}

export function jsonAnswer(value: object, status = 200): Answer {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify(value),
  };
}

/** A refusal, as the service that was asked writes it. */
export function refusal({ service }: Asked, code: string, message: string, status = 400): Answer {
  if (!['rds', 'elasticloadbalancing', 's3'].includes(service))
    return jsonAnswer({ __type: code, message }, status);
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  const body =
    service === 's3'
      ? `<?xml version="1.0"?>${error}`
      : `<ErrorResponse>${error}<RequestId>fake</RequestId></ErrorResponse>`;
  return { status, headers: { 'content-type': 'text/xml' }, body };
}
