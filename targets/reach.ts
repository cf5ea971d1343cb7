import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { rootCertificates } from 'node:tls';
import { hasCode, knownError, reasonOf } from '../core/errors.ts';
import { isThisMachine, namesOf } from './hosts.ts';
import type { Target } from './target.ts';

const timeoutMs = 10_000;

/** The flag by which a user confirms that a system elsewhere may be tested. */
export const confirmationFlag = '--i-may-test-this-system';

/**
 * Makes sure that load may go to the target and that it is ready for it.
 * @throws target-not-loopback without confirmation; target-unreachable; target-unhealthy
 */
export async function reach(target: Target, confirmed: boolean): Promise<void> {
  const { baseUrl } = target.endpoints;
  for (const name of confirmed ? [] : namesOf(target)) await requireLoopback(name, baseUrl);
  const url = new URL(target.healthPath, baseUrl);
  const status = await statusOf(url, target.ca);
  if (status < 200 || status > 299) throw knownError('target-unhealthy', { url: url.href, status });
}

async function requireLoopback(host: string, url: string): Promise<void> {
  const isOurs = await isThisMachine(host).catch((error: unknown) => {
    throw knownError('target-unreachable', { url, reason: reasonOf(error) }, error);
  });
  if (!isOurs) throw knownError('target-not-loopback', { host, flag: confirmationFlag });
}

async function statusOf(url: URL, ca: string | undefined): Promise<number> {
  const trusted = ca === undefined ? {} : { ca: [...rootCertificates, await readFile(ca, 'utf8')] };
  const get = url.protocol === 'https:' ? https.get : http.get;
  try {
    const request = get(url, { ...trusted, agent: false, signal: AbortSignal.timeout(timeoutMs) });
    const [response]: unknown[] = await once(request, 'response');
    if (!(response instanceof http.IncomingMessage)) throw new Error('there is no response');
    response.destroy();
    return response.statusCode ?? 0;
  } catch (error) {
    throw knownError('target-unreachable', { url: url.origin, reason: inWords(error) }, error);
  }
}

function inWords(error: unknown): string {
  if (hasCode(error, 'DEPTH_ZERO_SELF_SIGNED_CERT') || hasCode(error, 'SELF_SIGNED_CERT_IN_CHAIN'))
    return 'its certificate is self-signed, so name its file as "ca" in the target file';
  if (hasCode(error, 'ABORT_ERR')) return `there was no answer within ${timeoutMs / 1000} s`;
  return reasonOf(error);
}
