import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { reasonOf } from '../core/errors.ts';
import type { HealthCheck } from '../core/run-folder/files/edge.ts';

/** Route 53 waits so long for a connection, and then so long for the status. */
const patience = { connectMs: 4_000, statusMs: 2_000 };

/**
 * One look as a health checker of Route 53 takes it: over a connection of its own, healthy by a status of 2xx or 3xx.
 * Undefined when the signal aborted it.
 */
export async function lookOnce(
  url: URL,
  host: string | undefined,
  until: AbortSignal,
): Promise<Omit<HealthCheck, 'at' | 'checker'> | undefined> {
  const begun = performance.now();
  const late = new AbortController();
  let timer = setTimeout(() => late.abort('no connection within 4 s'), patience.connectMs);
  let connectMs: number | undefined;
  try {
    const request = (url.protocol === 'https:' ? https.get : http.get)(url, {
      agent: false,
      signal: AbortSignal.any([late.signal, until]),
      ...(host === undefined ? {} : { headers: { host } }),
    });
    request.once('socket', (socket) =>
      socket.once('connect', () => {
        connectMs = performance.now() - begun;
        clearTimeout(timer);
        timer = setTimeout(() => late.abort('no status within 2 s'), patience.statusMs);
      }),
    );
    const [response]: unknown[] = await once(request, 'response');
    if (!(response instanceof http.IncomingMessage)) throw new Error('there is no response');
    response.on('error', () => undefined).destroy();
    const { statusCode = 0 } = response;
    return {
      isHealthy: statusCode >= 200 && statusCode < 400,
      seen: String(statusCode),
      ...(connectMs === undefined
        ? {}
        : { connectMs, firstByteMs: performance.now() - begun - connectMs }),
    };
  } catch (error) {
    if (until.aborted) return undefined;
    const seen = late.signal.aborted ? String(late.signal.reason) : reasonOf(error);
    return { isHealthy: false, seen, ...(connectMs === undefined ? {} : { connectMs }) };
  } finally {
    clearTimeout(timer);
  }
}
