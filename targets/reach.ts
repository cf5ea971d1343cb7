import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { rootCertificates } from 'node:tls';
import { hasCode, knownError, reasonOf } from '../core/errors.ts';
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
  const host = new URL(baseUrl).hostname.replace(/^\[|\]$/g, '');
  if (!confirmed && !(await isLoopback(host, baseUrl))) {
    throw knownError('target-not-loopback', { host, flag: confirmationFlag });
  }
  const url = new URL(target.healthPath, baseUrl);
  const status = await statusOf(url, target.ca);
  if (status < 200 || status > 299) throw knownError('target-unhealthy', { url: url.href, status });
}

/** Whether every address of a host is this machine's own. */
async function isLoopback(host: string, url: string): Promise<boolean> {
  if (isIP(host) !== 0) return isLoopbackAddress(host);
  try {
    const addresses = await lookup(host, { all: true });
    return addresses.every(({ address }) => isLoopbackAddress(address));
  } catch (error) {
    throw knownError('target-unreachable', { url, reason: reasonOf(error) }, error);
  }
}

function isLoopbackAddress(address: string): boolean {
  return address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
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
