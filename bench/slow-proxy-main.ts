import { once } from 'node:events';
import { Agent, type IncomingMessage, createServer, request as ask } from 'node:http';
import { performance } from 'node:perf_hooks';

/**
 * `slow-proxy-main.ts URL RATIO DISTANCE`: passes everything on to a system that is DISTANCE milliseconds away, and makes
 * the slowest quarter of the answers of each route take RATIO times as long, so that p95 grows by it. Prints its port.
 */
const [upstream = '', ratio = '1', distance = '0'] = process.argv.slice(2);
const { hostname, port } = new URL(upstream);
const agent = new Agent({ keepAlive: true, maxSockets: Infinity });

/** Milliseconds of the newest answers of each route, from which the slowest are told. */
const newest = new Map<string, number[]>();
const kept = 200;
const slowestShare = 0.25;

/** How much later than the system's own an answer is due that took this long there. */
function delayOf(route: string, tookMs: number): number {
  const ms = tookMs + Number(distance);
  const times = newest.get(route) ?? [];
  newest.set(route, times);
  times.push(ms);
  if (times.length > kept) times.shift();
  const sorted = times.toSorted((a, b) => a - b);
  const slow = sorted[Math.floor(sorted.length * (1 - slowestShare))] ?? 0;
  return Number(distance) + (ms >= slow ? ms * (Number(ratio) - 1) : 0);
}

/** Timers take whole milliseconds: rounded by chance, answers are late by the right amount on average. */
function timerOf(ms: number): number {
  return Math.floor(ms + Math.random());
}

function routeOf({ method, url = '' }: IncomingMessage): string {
  return `${method} ${url.split('?')[0]?.split('/').slice(0, 4).join('/')}`;
}

const server = createServer((given, answer) => {
  const began = performance.now();
  const { method, url, headers } = given;
  const passed = ask({ hostname, port, method, path: url, headers, agent }, (got) => {
    const chunks: Buffer[] = [];
    got.on('data', (chunk: Buffer) => chunks.push(chunk));
    got.on('end', () => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      const delay = delayOf(routeOf(given), performance.now() - began);
      if (delay === 0) answer.end(Buffer.concat(chunks));
      else setTimeout(() => answer.end(Buffer.concat(chunks)), timerOf(delay));
    });
  });
  passed.on('error', () => answer.destroy());
  answer.on('close', () => passed.destroy());
  given.pipe(passed);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
process.stdout.write(`${typeof address === 'object' && address !== null ? address.port : ''}\n`);
