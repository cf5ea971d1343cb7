import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { hostNamed, hostOfUrl, nameOfHost } from '../core/host.ts';
import type { Target } from './target.ts';

type WithHosts = Pick<Target, 'endpoints' | 'tenants' | 'alsoHosts'>;

/** The hosts that are a target's own, `host:port`, or `host` where every port is. */
export function hostsOf({ endpoints, tenants, alsoHosts = [] }: WithHosts): string[] {
  const named = [...tenants.map(({ host }) => host), ...alsoHosts].flatMap(
    (host) => hostNamed(host) ?? [],
  );
  return [...new Set([hostOfUrl(endpoints.baseUrl) ?? [], named].flat())];
}

/**
 * The names or addresses that requests to a target go to. Tenants are not among them: they are told apart at the base
 * URL's address, and what their names lead to elsewhere may be another system.
 */
export function namesOf({ endpoints, alsoHosts = [] }: Omit<WithHosts, 'tenants'>): string[] {
  const hosts = [
    hostOfUrl(endpoints.baseUrl) ?? [],
    alsoHosts.flatMap((host) => hostNamed(host) ?? []),
  ];
  return [...new Set(hosts.flat().map((host) => bare(host)))];
}

/** The IP addresses of a name, which may be one itself. @throws what `lookup` throws, when there are none */
export async function addressesOf(name: string): Promise<string[]> {
  if (isIP(name) !== 0) return [name];
  return (await lookup(name, { all: true })).map(({ address }) => address);
}

/** Whether every address of a name is this machine's own. @throws what `lookup` throws, when it has none */
export async function isThisMachine(name: string): Promise<boolean> {
  return (await addressesOf(name)).every(isLoopbackAddress);
}

/** The name or address in a host, without port and brackets. */
export function bare(host: string): string {
  return nameOfHost(host).replaceAll(/^\[|\]$/g, '');
}

function isLoopbackAddress(address: string): boolean {
  return address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
}
