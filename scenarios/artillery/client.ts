import { Agent as PlainAgent, request as requestPlainly } from 'node:http';
import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { Agent as SecureAgent, request as requestSecurely } from 'node:https';
import { isIP, type Socket } from 'node:net';
import type { RequestStep } from '../visitors/steps.ts';
import { cookieJar } from './cookies.ts';

/** What came of a request. */
export interface Answer {
  /** 0: none came, or not to its end. */
  readonly status: number;
  /**
   * From when the connection stands and the first byte can be sent to the last byte of the answer, as k6's
   * `http_req_duration`; 0 where there was no connection.
   */
  readonly micros: number;
  /** The body, where the step reads it. */
  readonly text: string | undefined;
  /** Entity tag of the answer. */
  readonly tag: string | undefined;
  /** IP address that was connected to; null where there was no connection. */
  readonly address: string | null;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  readonly error: NodeJS.ErrnoException | undefined;
}

/** One visitor's browser: a connection that is kept, and cookies. */
export interface Client {
  readonly send: (step: RequestStep, host: string, done: (answer: Answer) => void) => void;
  /** Forgets the cookies, as another visitor at the same place. */
  readonly forget: () => void;
  readonly close: () => void;
}

/** Milliseconds that an answer may take, as in k6. */
const patienceMs = 60_000;

/**
 * @param baseUrl without a trailing slash
 * @param address that the visitor says to have; none where it says nothing
 */
export function openClient(baseUrl: string, address?: string): Client {
  const { protocol, hostname, port, pathname } = new URL(baseUrl);
  const isSecure = protocol === 'https:';
  const name = hostname.replace(/^\[(.*)\]$/, '$1');
  // A certificate is for where the request goes, and not for the tenant that its header names.
  const agent = isSecure
    ? new SecureAgent({ keepAlive: true, servername: isIP(name) === 0 ? name : '' })
    : new PlainAgent({ keepAlive: true });
  const request = isSecure ? requestSecurely : requestPlainly;
  const prefix = pathname.replace(/\/$/, '');
  const jar = cookieJar();
  const meter = byteMeter();

  const send = (
    step: RequestStep,
    host: string,
    done: (answer: Answer) => void,
    isAgain: boolean,
  ): void => {
    const body = bodyOf(step);
    const sent = request({
      agent,
      host: name,
      port,
      method: step.method,
      path: prefix + step.path,
      headers: {
        ...headersOf(step, host, body, jar.header()),
        ...(address === undefined ? {} : { 'X-Forwarded-For': address }),
      },
    });
    let begun = 0;
    let response: IncomingMessage | undefined;
    let isOver = false;
    const finish = (text: string | undefined, error: NodeJS.ErrnoException | undefined): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(patience);
      if (
        error !== undefined &&
        response === undefined &&
        !isAgain &&
        mayRepeat(step, sent, error)
      ) {
        send(step, host, done, true);
        return;
      }
      const { socket } = sent;
      done({
        status: error === undefined ? (response?.statusCode ?? 0) : 0,
        micros: begun === 0 ? 0 : Math.round((performance.now() - begun) * 1000),
        text,
        tag: response?.headers.etag,
        address: socket?.remoteAddress ?? null,
        ...meter(socket),
        error,
      });
    };
    const patience = setTimeout(() => sent.destroy(tooLate()), patienceMs);
    const begin = (): void => {
      begun = performance.now();
    };
    sent.once('socket', (socket: Socket) => {
      if (socket.connecting) socket.once(isSecure ? 'secureConnect' : 'connect', begin);
      else begin();
    });
    sent.once('error', (error: NodeJS.ErrnoException) => finish(undefined, error));
    sent.once('response', (got) => {
      response = got;
      jar.keep(got.headers['set-cookie']);
      let text = step.reads ? '' : undefined;
      if (text !== undefined) {
        got.setEncoding('utf8');
        got.on('data', (chunk: string) => {
          text += chunk;
        });
      } else got.resume();
      got.once('end', () => finish(text, undefined));
      got.once('error', (error: NodeJS.ErrnoException) => finish(undefined, error));
    });
    sent.end(body);
  };
  return {
    send: (step, host, done) => send(step, host, done, false),
    forget: jar.forget,
    close: () => agent.destroy(),
  };
}

function bodyOf({ body, form }: RequestStep): string | undefined {
  if (form !== undefined) return new URLSearchParams(form).toString();
  return body === undefined ? undefined : JSON.stringify(body);
}

function headersOf(
  step: RequestStep,
  host: string,
  body: string | undefined,
  cookie: string | undefined,
): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = { Host: host };
  if (step.idempotencyKey !== undefined) headers['Idempotency-Key'] = step.idempotencyKey;
  if (step.token !== undefined) headers['Authorization'] = `Bearer ${step.token}`;
  if (body !== undefined) {
    headers['Content-Type'] =
      step.form === undefined ? 'application/json' : 'application/x-www-form-urlencoded';
    headers['Content-Length'] = Buffer.byteLength(body);
  }
  if (step.ifNoneMatch !== undefined) headers['If-None-Match'] = step.ifNoneMatch;
  if (step.compressed === true) headers['Accept-Encoding'] = 'gzip, deflate, br';
  if (cookie !== undefined) headers['Cookie'] = cookie;
  return headers;
}

/**
 * A server may close an idle connection in the moment that the next request is sent on it. Go's client, and so k6, sends
 * it again then on a new one, where that can do no harm (`Request.isReplayable` of net/http); browsers do, too.
 */
function mayRepeat(
  step: RequestStep,
  sent: ClientRequest,
  { code }: NodeJS.ErrnoException,
): boolean {
  const isClosed = code === 'ECONNRESET' || code === 'EPIPE';
  return (
    sent.reusedSocket && isClosed && (step.method === 'GET' || step.idempotencyKey !== undefined)
  );
}

function tooLate(): NodeJS.ErrnoException {
  return Object.assign(new Error(`no answer within ${patienceMs / 1000} s`), { code: 'ETOOLATE' });
}

/** Bytes of a connection since it was asked last. */
function byteMeter(): (socket: Socket | null) => Pick<Answer, 'bytesSent' | 'bytesReceived'> {
  let of: Socket | null = null;
  let [sent, received] = [0, 0];
  return (socket) => {
    if (socket !== of) [of, sent, received] = [socket, 0, 0];
    const { bytesWritten = 0, bytesRead = 0 } = socket ?? {};
    const since = { bytesSent: bytesWritten - sent, bytesReceived: bytesRead - received };
    [sent, received] = [bytesWritten, bytesRead];
    return since;
  };
}
