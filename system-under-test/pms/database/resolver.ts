import { Resolver } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { callbackify } from 'node:util';
import type { HostAndPort } from '../configuration.ts';

/** Looks names up for `net.connect`, and forgets an answer that turned out to be of no use. */
export interface NameLookup {
  readonly lookup: LookupFunction;
  readonly forget: (name: string) => void;
  /** What it leads to now. */
  readonly addresses: (name: string) => Promise<readonly string[]>;
}

interface Answer {
  readonly addresses: Promise<readonly string[]>;
  expires: number;
}

/**
 * Asks one DNS server and keeps an answer for its TTL and no longer: names of database endpoints move. Node's own
 * lookup (the C library's) would neither ask that server nor know the TTL.
 *
 * @param now milliseconds
 */
export function resolveThrough(server: HostAndPort, now: () => number): NameLookup {
  const resolver = new Resolver({ timeout: 1000, tries: 2 });
  resolver.setServers([`${server.host}:${server.port}`]);
  const answers = new Map<string, Answer>();

  function addressesOf(name: string): Promise<readonly string[]> {
    const kept = answers.get(name);
    if (kept !== undefined && kept.expires > now()) return kept.addresses;
    // Kept from the first moment, so that connections opened together ask once.
    const answer: Answer = { addresses: ask(name), expires: Number.POSITIVE_INFINITY };
    answers.set(name, answer);
    return answer.addresses;
  }

  async function ask(name: string): Promise<readonly string[]> {
    try {
      const records = await resolver.resolve4(name, { ttl: true });
      const answer = answers.get(name);
      const ttl = Math.min(...records.map((record) => record.ttl));
      if (answer !== undefined) answer.expires = now() + ttl * 1000;
      return records.map((record) => record.address);
    } catch (error) {
      answers.delete(name);
      throw error;
    }
  }

  const find = callbackify(async (name: string) => {
    const addresses = isIP(name) === 0 ? await addressesOf(name) : [name];
    return addresses.map((address) => ({ address, family: isIP(address) }));
  });
  return {
    lookup: (name, options, callback) => {
      find(name, (error, all) => {
        const first = all?.[0];
        if (error !== null || options.all === true || first === undefined)
          callback(error, all ?? []);
        else callback(null, first.address, first.family);
      });
    },
    forget: (name) => answers.delete(name),
    addresses: (name) => (isIP(name) === 0 ? addressesOf(name) : Promise.resolve([name])),
  };
}
