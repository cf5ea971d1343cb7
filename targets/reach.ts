import { knownError, reasonOf } from '../core/errors.ts';
import { get } from './get.ts';
import { isThisMachine, namesOf } from './hosts.ts';
import type { Target } from './target.ts';

/** The flag by which a user confirms that a system elsewhere may be tested. */
export const confirmationFlag = '--i-may-test-this-system';

/**
 * Makes sure that load may go to the target and that it is ready for it.
 * @throws target-not-loopback without confirmation; target-unreachable; target-unhealthy
 */
export async function reach(target: Target, confirmed: boolean): Promise<void> {
  await requireConfirmed(target, confirmed);
  const { baseUrl } = target.endpoints;
  const url = new URL(target.healthPath, baseUrl);
  const { status } = await get(target, url, { reads: false });
  if (status < 200 || status > 299) throw knownError('target-unhealthy', { url: url.href, status });
}

/** @throws target-not-loopback for a target that is not this machine, without confirmation; target-unreachable */
export async function requireConfirmed(target: Target, confirmed: boolean): Promise<void> {
  const { baseUrl } = target.endpoints;
  for (const name of confirmed ? [] : namesOf(target)) await requireLoopback(name, baseUrl);
}

/** @throws target-not-loopback for a host that is not this machine; target-unreachable for one without an address */
export async function requireLoopback(host: string, url: string): Promise<void> {
  const isOurs = await isThisMachine(host).catch((error: unknown) => {
    throw knownError('target-unreachable', { url, reason: reasonOf(error) }, error);
  });
  if (!isOurs) throw knownError('target-not-loopback', { host, flag: confirmationFlag });
}
