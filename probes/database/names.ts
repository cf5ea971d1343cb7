import { Resolver } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { callbackify } from 'node:util';

/**
 * Looks names up at one server (`host:port`; the system's own without) and keeps an answer for its TTL: a client that did
 * not would see a change of the writer earlier than others do.
 * @param now milliseconds
 */
export function lookupThrough(server: string | undefined, now: () => number): LookupFunction {
  const resolver = new Resolver({ timeout: 1000, tries: 2 });
  if (server !== undefined) resolver.setServers([server]);
  const kept = new Map<string, { readonly addresses: string[]; readonly until: number }>();
  const addressesOf = async (name: string): Promise<string[]> => {
    const known = kept.get(name);
    if (known !== undefined && known.until > now()) return known.addresses;
    const records = await resolver.resolve4(name, { ttl: true });
    const addresses = records.map(({ address }) => address);
    const ttl = Math.min(...records.map((record) => record.ttl));
    kept.set(name, { addresses, until: now() + ttl * 1000 });
    return addresses;
  };
  const find = callbackify(async (name: string) => {
    const addresses = isIP(name) === 0 ? await addressesOf(name) : [name];
    return addresses.map((address) => ({ address, family: isIP(address) }));
  });
  return (name, options, callback) => {
    find(name, (error, all) => {
      const first = all?.[0];
      if (error !== null || options.all === true || first === undefined) callback(error, all ?? []);
      else callback(null, first.address, first.family);
    });
  };
}
