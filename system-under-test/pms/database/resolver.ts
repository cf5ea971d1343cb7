import { Resolver } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import type { HostAndPort } from '../configuration.ts';

/** Looks names up for `net.connect`, and forgets an answer that turned out to be of no use. */
export interface NameLookup {
  readonly lookup: LookupFunction;
  readonly forget: (name: string) => void;
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

  function ask(name: string): Promise<readonly string[]> {
    const kept = answers.get(name);
    if (kept !== undefined && kept.expires > now()) return kept.addresses;
    const pending = resolver.resolve4(name, { ttl: true });
    const answer: Answer = {
      addresses: pending.then((records) => records.map((record) => record.address)),
      expires: Number.POSITIVE_INFINITY,
    };
    answers.set(name, answer);
    pending.then(
      (records) => {
        answer.expires = now() + Math.min(...records.map((record) => record.ttl)) * 1000;
      },
      () => forget(name),
    );
    return answer.addresses;
  }

  function forget(name: string): void {
    answers.delete(name);
  }

  const lookup: LookupFunction = (name, options, callback) => {
    const literal = isIP(name);
    if (literal !== 0) {
      if (options.all === true) callback(null, [{ address: name, family: literal }]);
      else callback(null, name, literal);
      return;
    }
    ask(name).then(
      (addresses) => {
        const all = addresses.map((address) => ({ address, family: 4 }));
        const first = all[0];
        if (options.all === true || first === undefined) callback(null, all);
        else callback(null, first.address, 4);
      },
      (error: unknown) => callback(error as NodeJS.ErrnoException, []),
    );
  };
  return { lookup, forget };
}
