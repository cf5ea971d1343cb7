import { randomInt } from 'node:crypto';
import { knownError } from '../../core/errors.ts';
import { freePort, isFree, randomPort } from '../../core/free-port.ts';

/**
 * Where a cluster's parts listen: each on an address of its own in a private part of 127.0.0.0/8, as each would have
 * its own network interface in a cloud. Database nodes share one port, so that the name server alone tells them apart.
 */
export interface Addresses {
  /** First three numbers, e.g. `127.93.7`. */
  readonly network: string;
  readonly ports: Readonly<Record<PortRole, number>>;
}

const usualPorts = {
  database: 3306,
  sessions: 11_211,
  names: 5353,
  outside: 8090,
  sqlProxy: 3307,
  tasks: 8080,
};
export type PortRole = keyof typeof usualPorts;

export const hosts = {
  names: 2,
  resolver: 3,
  /** Those that a cluster starts with; readers added later take the ones after them, up to `lastDatabase`. */
  databases: [11, 12, 13],
  lastDatabase: 20,
  sessions: [21, 22],
  outside: 31,
  sqlProxy: 41,
  firstTask: 101,
  lastTask: 200,
} as const;

/** A free network and ports in it: the usual ones, unless something listens on them on all addresses. */
export async function chooseAddresses(): Promise<Addresses> {
  for (let attempt = 0; attempt < 30; attempt += 1) {
    const network = `127.${randomInt(16, 250)}.${randomInt(1, 250)}`;
    const ports =
      attempt < 3
        ? usualPorts
        : {
            database: randomPort(),
            sessions: randomPort(),
            names: randomPort(),
            outside: randomPort(),
            sqlProxy: randomPort(),
            tasks: randomPort(),
          };
    const wanted: readonly (readonly [number, number])[] = [
      [hosts.names, ports.names],
      [hosts.resolver, ports.names],
      [hosts.outside, ports.outside],
      [hosts.sqlProxy, ports.sqlProxy],
      [hosts.firstTask, ports.tasks],
      ...hosts.databases.map((host) => [host, ports.database] as const),
      ...hosts.sessions.map((host) => [host, ports.sessions] as const),
    ];
    const free = await Promise.all(
      wanted.map(([host, port]) => isFree(`${network}.${host}`, port)),
    );
    if (free.every(Boolean)) return { network, ports };
  }
  const address = '127.0.0.0/8';
  throw knownError('port-taken', {
    address,
    remedy: 'No free network was found in it in 30 tries.',
  });
}

/**
 * The port for visitors: the one asked for, or a free one.
 * @throws port-taken
 */
export async function choosePublicPort(asked: number | undefined): Promise<number> {
  const host = '127.0.0.1';
  if (asked !== undefined) {
    if (await isFree(host, asked)) return asked;
    const remedy = 'Choose another with --port, or leave --port out to get a free one.';
    throw knownError('port-taken', { address: `${host}:${asked}`, remedy });
  }
  return freePort();
}

/** `address:port` of every task that there may be at once; twice as many as run, so that all can be replaced. */
export function taskSlots({ network, ports }: Addresses): string[] {
  return Array.from(
    { length: hosts.lastTask - hosts.firstTask + 1 },
    (_, index) => `${network}.${hosts.firstTask + index}:${ports.tasks}`,
  );
}
