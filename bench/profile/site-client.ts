import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { replyWith } from '../../scenarios/visitors/reply.ts';
import type { Reply, RequestStep } from '../../scenarios/visitors/steps.ts';
import type { Heard } from './recording.ts';

/** Connections to the load balancer, which all visitors share, and so how many of them ask at once. */
export const connections = 16;

/** One visitor's browser as far as the system can tell: keeps cookies for as long as it was told to. */
export interface SiteClient {
  readonly send: (step: RequestStep) => Promise<Reply>;
}

interface Cookie {
  readonly value: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

export function siteAgent(): Agent {
  return new Agent({ keepAlive: true, maxSockets: connections });
}

/** @param heard is told of each request, its answer, and, as it is read, what of it is read */
export function siteClient(
  agent: Agent,
  baseUrl: string,
  host: string,
  heard: (heard: Heard) => void = () => undefined,
): SiteClient {
  const cookies = new Map<string, Cookie>();
  const cookieHeader = (): string =>
    [...cookies]
      .filter(([, { expires }]) => expires > Date.now())
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');

  return {
    async send(step) {
      const cookie = cookieHeader();
      const response = await exchange(agent, baseUrl + step.path, step, {
        Host: host,
        ...(cookie === '' ? {} : { Cookie: cookie }),
        ...(step.idempotencyKey === undefined ? {} : { 'Idempotency-Key': step.idempotencyKey }),
        ...(step.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      });
      const body = await text(response);
      for (const line of response.headers['set-cookie'] ?? []) keep(cookies, line);
      const status = response.statusCode ?? 0;
      const reads: string[] = [];
      heard({ step, host, status, body, reads });
      const reply = replyWith(status, step.reads ? jsonOf(body) : undefined);
      return {
        status,
        at: (path) => {
          reads.push(path);
          return reply.at(path);
        },
      };
    },
  };
}

function exchange(
  agent: Agent,
  url: string,
  { method, body }: RequestStep,
  headers: Readonly<Record<string, string>>,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(url, { agent, method, headers }, resolve)
      .on('error', reject)
      .end(body === undefined ? undefined : JSON.stringify(body));
  });
}

function keep(cookies: Map<string, Cookie>, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
  const [, seconds] = /; *max-age=(\d+)/i.exec(line) ?? [];
  const expires = seconds === undefined ? Infinity : Date.now() + Number(seconds) * 1000;
  cookies.set(name, { value, expires });
}

function jsonOf(body: string): unknown {
  return body.startsWith('{') || body.startsWith('[') ? JSON.parse(body) : undefined;
}
