import type { IncomingMessage } from 'node:http';
import type { Input } from './input.ts';
import { isInput } from './input.ts';
import type { ServiceError } from './service-error.ts';

/** The services that are spoken, by their names in signatures. */
export const services = ['monitoring', 'logs', 'sns', 'events'] as const;
export type Service = (typeof services)[number];

/** What was asked for, whichever protocol it came in. */
export interface Asked {
  readonly service: Service;
  readonly operation: string;
  readonly region: string;
  readonly input: Input;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** CloudWatch speaks AWS JSON 1.0, Logs and EventBridge AWS JSON 1.1, SNS AWS Query. */
export function decode(request: IncomingMessage, body: string): Asked | undefined {
  const scope = /Credential=[^/]+\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(
    request.headers.authorization ?? '',
  );
  const service = services.find((name) => name === scope?.[2]);
  const region = scope?.[1];
  if (service === undefined || region === undefined) return undefined;
  if (service === 'sns') {
    const form = new URLSearchParams(body);
    return { service, region, operation: form.get('Action') ?? '', input: formInput(form) };
  }
  const target = request.headers['x-amz-target'];
  const operation = typeof target === 'string' ? (target.split('.')[1] ?? '') : '';
  const input: unknown = JSON.parse(body === '' ? '{}' : body);
  return { service, region, operation, input: isInput(input) ? input : {} };
}

/** `Tags.member.1.Key=a` and `Attributes.entry.1.key=b` as nested values. */
function formInput(form: URLSearchParams): Input {
  const input: Record<string, unknown> = {};
  const lists = new Map<string, Map<string, Record<string, string>>>();
  for (const [name, value] of form) {
    const nested = /^(\w+)\.(?:member|entry)\.(\d+)\.(\w+)$/.exec(name);
    const [, field = '', index = '', part = ''] = nested ?? [];
    if (nested === null) input[name] = value;
    else {
      const entries = lists.get(field) ?? new Map<string, Record<string, string>>();
      entries.set(index, { ...entries.get(index), [part]: value });
      lists.set(field, entries);
    }
  }
  for (const [field, entries] of lists) {
    const values = [...entries.values()];
    input[field] = values.every((entry) => 'key' in entry)
      ? Object.fromEntries(values.map((entry) => [entry['key'] ?? '', entry['value'] ?? '']))
      : values;
  }
  return input;
}

export function encode({ service, operation }: Asked, output: object): Answer {
  if (service === 'sns') {
    const result = `<${operation}Result>${xmlFields(output)}</${operation}Result>`;
    return xmlAnswer(200, `<${operation}Response>${result}${requestId}</${operation}Response>`);
  }
  return jsonAnswer(service, 200, output);
}

export function encodeError({ service }: Asked, { code, message, status }: ServiceError): Answer {
  if (service === 'sns') {
    const error = `<Error><Type>Sender</Type>${xmlFields({ Code: code, Message: message })}</Error>`;
    return xmlAnswer(status, `<ErrorResponse>${error}${requestId}</ErrorResponse>`);
  }
  return jsonAnswer(service, status, { __type: code, message }, code);
}

const requestId = '<ResponseMetadata><RequestId>fake</RequestId></ResponseMetadata>';

function xmlAnswer(status: number, body: string): Answer {
  return { status, headers: { 'content-type': 'text/xml' }, body };
}

function jsonAnswer(service: Service, status: number, value: object, error?: string): Answer {
  const version = service === 'monitoring' ? '1.0' : '1.1';
  return {
    status,
    headers: {
      'content-type': `application/x-amz-json-${version}`,
      // CloudWatch once spoke AWS Query, and still gives the codes of that time.
      ...(error === undefined || service !== 'monitoring'
        ? {}
        : { 'x-amzn-query-error': `${error};Sender` }),
    },
    body: JSON.stringify(value),
  };
}

function xmlFields(value: object): string {
  return Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .map(([name, field]) => `<${name}>${xmlValue(field)}</${name}>`)
    .join('');
}

function xmlValue(value: unknown): string {
  if (value instanceof Map) {
    return [...value]
      .map(([key, entry]) => `<entry>${xmlFields({ key, value: entry })}</entry>`)
      .join('');
  }
  if (Array.isArray(value))
    return value.map((item) => `<member>${xmlValue(item)}</member>`).join('');
  if (typeof value === 'object' && value !== null) return xmlFields(value);
  return String(value)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
