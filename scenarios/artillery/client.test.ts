import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import type { RequestStep } from '../visitors/steps.ts';
import { type Answer, type Client, openClient } from './client.ts';
import { failureOf } from './failure.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

interface Site {
  readonly client: Client;
  readonly server: Server;
  readonly sockets: Socket[];
}

async function site(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Site> {
  const server = createServer(answer);
  const sockets: Socket[] = [];
  server.on('connection', (socket) => sockets.push(socket));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it listens on no port');
  const client = openClient(`http://127.0.0.1:${address.port}/base`);
  closing.push(() => {
    client.close();
    server.closeAllConnections();
    server.close();
  });
  return { client, server, sockets };
}

function ask(client: Client, more: Partial<RequestStep> = {}): Promise<Answer> {
  const step: RequestStep = {
    kind: 'request',
    name: 'home',
    method: 'GET',
    path: '/page',
    expected: [200],
    reads: true,
    ...more,
  };
  return new Promise((resolve) => client.send(step, 'riviera.example', resolve));
}

it('measures to the last byte, and reads it as it came', async () => {
  const { client } = await site((request, response) => {
    response.write(`${request.headers.host} ${request.url} ù`);
    setTimeout(() => response.end('è'), 150);
  });
  const answer = await ask(client);
  expect(answer).toMatchObject({
    status: 200,
    text: 'riviera.example /base/page ùè',
    address: '127.0.0.1',
    error: undefined,
  });
  expect(answer.micros).toBeGreaterThanOrEqual(149_000);
  expect(answer.bytesSent).toBeGreaterThan(50);
  expect(answer.bytesReceived).toBeGreaterThan(answer.text?.length ?? 0);
  expect((await ask(client, { reads: false })).text).toBeUndefined();
});

it('keeps one connection for a visitor, with its cookies, until another comes', async () => {
  const { client, sockets } = await site((request, response) => {
    response.setHeader('Set-Cookie', 'visit=1');
    response.end(request.headers.cookie ?? 'none');
  });
  const texts = [(await ask(client)).text, (await ask(client)).text];
  client.forget();
  texts.push((await ask(client)).text);
  expect(texts).toEqual(['none', 'visit=1', 'none']);
  expect(sockets).toHaveLength(1);
});

it.each([
  ['a GET', {}, 200],
  ['a booking with its key', { method: 'POST', idempotencyKey: 'k', body: {} }, 200],
  ['a POST without one, which may have been done', { method: 'POST', body: {} }, 0],
] as const)(
  'when a kept connection is closed in that moment, goes on with %s',
  async (_what, more, status) => {
    let asked = 0;
    const { client } = await site((request, response) => {
      asked += 1;
      if (asked === 2) request.socket.resetAndDestroy();
      else response.end('{}');
    });
    await ask(client);
    const answer = await ask(client, more);
    expect(answer.status).toBe(status);
    expect(asked).toBe(status === 0 ? 2 : 3);
  },
);

it('takes an answer that is cut off for none', async () => {
  const { client } = await site((request, response) => {
    response.writeHead(200, { 'Content-Length': 100 });
    response.write('only this', () => request.socket.destroy());
  });
  const { status, error } = await ask(client);
  expect({ status, ...failureOf(status, error) }).toEqual({
    status: 0,
    code: 'ECONNRESET',
    reason: 'connection reset by the peer',
    error: 'aborted',
  });
});

it('tells that nobody listens, with no time and no address', async () => {
  const { client, server } = await site(() => undefined);
  await new Promise<void>((resolve) => void server.close(() => resolve()));
  const { status, micros, address, error } = await ask(client);
  expect({ status, micros, address }).toEqual({ status: 0, micros: 0, address: null });
  expect(failureOf(status, error)).toMatchObject({
    code: 'ECONNREFUSED',
    reason: 'connection refused',
  });
});

it('says why an answer was not expected', () => {
  expect(failureOf(503, undefined)).toEqual({ reason: 'HTTP 503 Service Unavailable', error: '' });
  expect(failureOf(302, undefined).reason).toBe('HTTP 302 Found, not expected by the script');
  expect(failureOf(0, new Error('odd')).reason).toBe('error "odd"');
});
