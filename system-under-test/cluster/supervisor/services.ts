import { type Addresses, hosts } from '../addresses.ts';
import { checkMemcached, checkPort } from './checks.ts';
import { entries } from './entry.ts';
import type { Launcher } from '../processes/launcher.ts';
import type { Service } from './service.ts';
import { zoneOf } from './zones.ts';

/** The two nodes of the session store. */
export function sessionServices(launcher: Launcher, { network, ports }: Addresses): Service[] {
  const port = ports.sessions;
  return hosts.sessions.map((host, index) => {
    const name = `sessions-${index + 1}`;
    const address = `${network}.${host}`;
    const asRoot = process.getuid?.() === 0 ? ['-u', 'root'] : [];
    const args = ['-l', address, '-p', String(port), '-U', '0', '-m', '64', '-t', '2', ...asRoot];
    return {
      name,
      kind: 'session-store',
      address: `${address}:${port}`,
      facts: { availabilityZone: zoneOf(index) },
      start: () => launcher.start(name, 'memcached', args),
      check: () => checkMemcached(address, port),
      restart: true,
    };
  });
}

/** What plays the channel manager, the fiscal printer and the other systems of third parties. */
export function outsideService(launcher: Launcher, { network, ports }: Addresses): Service {
  const host = `${network}.${hosts.outside}`;
  const address = `${host}:${ports.outside}`;
  return {
    name: 'outside',
    kind: 'outside-systems',
    address,
    start: () =>
      launcher.start('outside', 'node', [entries.outside], { env: { STUB_LISTEN: address } }),
    check: () => checkPort(host, ports.outside),
    restart: true,
  };
}
