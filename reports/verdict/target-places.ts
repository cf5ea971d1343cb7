import { isAmongHosts, nameOfHost } from '../../core/host.ts';
import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';

const webPorts: readonly string[] = ['80', '443'];

type Target = Manifest['target'];

/** Whether an address and port, `10.0.0.1:80`, are among a target's own, which may be named instead. */
export function isTargets(place: string, { hosts = [], addresses = [] }: Target): boolean {
  if (isAmongHosts(place, hosts)) return true;
  // A name without a port is a tenant's mostly: any port of the address they share would be too many.
  const ports = hosts.flatMap((host) => (portOf(host) === '' ? webPorts : [portOf(host)]));
  return addresses.includes(addressOf(place)) && ports.includes(portOf(place));
}

/** The address in `address:port`, without brackets. */
export function addressOf(place: string): string {
  return nameOfHost(place).replaceAll(/^\[|\]$/g, '');
}

/** Where the script has a host lead, as `address:port`; undefined where it says nothing of it. */
export function mappedTo(
  host: string,
  mapped: Readonly<Record<string, string>>,
): string | undefined {
  const name = nameOfHost(host);
  const keys = [host, name, ...parentsOf(name).flatMap((one) => [`${one}:${portOf(host)}`, one])];
  const to = keys.map((key) => mapped[key]).find((value) => value !== undefined);
  if (to === undefined) return undefined;
  const isBareIpv6 = /^[^[].*:.*:/.test(to);
  const place = isBareIpv6 ? `[${to}]` : to;
  return portOf(place) === '' ? `${place}:${portOf(host)}` : place;
}

/** `*.b.example` and `*.example` of `a.b.example`. */
function parentsOf(name: string): string[] {
  const labels = name.split('.');
  return labels.slice(1).map((_, index) => `*.${labels.slice(index + 1).join('.')}`);
}

function portOf(place: string): string {
  return /:(\d+)$/.exec(place)?.[1] ?? '';
}
