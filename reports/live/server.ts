import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { isIP } from 'node:net';
import type { Hub, Viewer } from './hub.ts';

export interface LiveServerOptions {
  readonly hub: Hub;
  /** The page as HTML, and its content security policy. */
  readonly page: { readonly html: string; readonly policy: string };
  /** Address to listen at; anything but a loopback address lets other machines in. */
  readonly host: string;
  /** 0 takes any that is free. */
  readonly port: number;
}

export interface LiveServer {
  readonly port: number;
  /** Ends all connections. */
  readonly close: () => Promise<void>;
}

/** Milliseconds after which a page that lost its stream asks again. */
const retryMs = 1000;
/** How often something is sent where nothing happens, so that whoever stands between does not hang up. */
const heartbeatMs = 15_000;

const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/**
 * Serves the page, and one stream of events to each (Server-Sent Events, HTML Living Standard 9.2).
 * @throws the system's error when it cannot listen there
 */
export async function serveLive({ hub, page, host, port }: LiveServerOptions): Promise<LiveServer> {
  const isForOthers = !isLoopback(host);
  const streams = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (!isForOthers && !comesFromHere(request)) refuse(response);
    else if (request.method !== 'GET' && request.method !== 'HEAD')
      answer(response, 405, 'GET only');
    else if (url.pathname === '/') {
      const own = {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': page.policy,
      };
      response.writeHead(200, { ...headers, ...own });
      response.end(request.method === 'HEAD' ? undefined : page.html);
    } else if (url.pathname === '/events') stream(request, response, url);
    else if (url.pathname === '/favicon.ico') response.writeHead(204, headers).end();
    else answer(response, 404, 'There is no such page; the live page is at /.');
  });
  const stream = (request: IncomingMessage, response: ServerResponse, url: URL): void => {
    response.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    response.write(`retry: ${retryMs}\n\n`);
    streams.add(response);
    const viewer: Viewer = {
      take: (id, change) => response.write(eventOf('change', JSON.stringify(change), id)),
      fail: (message) => response.write(eventOf('trouble', JSON.stringify(message))),
    };
    // A page that was hidden asks for a new stream, and cannot set the header.
    const seen = request.headers['last-event-id'] ?? url.searchParams.get('after') ?? undefined;
    const { leave, ready } = hub.join(viewer, typeof seen === 'string' ? seen : undefined);
    const heartbeat = setInterval(() => {
      if (!response.writableNeedDrain) response.write(': \n\n');
    }, heartbeatMs);
    response.on('drain', ready);
    response.on('close', () => {
      clearInterval(heartbeat);
      streams.delete(response);
      leave();
    });
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: async () => {
      hub.close();
      for (const response of streams) response.destroy();
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/**
 * Whether it was asked from this machine, under a name of it: a page of somebody else's may reach a loopback address by a
 * name of theirs that points here.
 */
function comesFromHere({ headers: { host = '' }, socket }: IncomingMessage): boolean {
  const name = host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  const from = (socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  return isLoopback(name) && isLoopback(from);
}

function refuse(response: ServerResponse): void {
  answer(
    response,
    403,
    'This page is shown to its own machine only. Start it with "bilancia watch --host ADDRESS" to show it to others.',
  );
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...headers, 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${text}\n`);
}

function eventOf(event: string, data: string, id?: string): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${data}\n\n`;
}
