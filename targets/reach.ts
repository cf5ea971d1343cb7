import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { knownError, reasonOf } from '../core/errors.ts';
import { get } from './get.ts';
import type { Target } from './target.ts';

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
  const { status } = await get(target, url, { reads: false });
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
