import { hostOfUrl } from '../../../core/host.ts';
import type { EngineSink } from '../../engine.ts';
import { elsewhere, refusedIn } from './blacklist.ts';
import type { CsvReaderOptions } from './csv/reader.ts';
import type { ScriptOptions } from './inspect.ts';

/** Sees by log and points where a script turns to, and tells of what a run must know at once. */
export interface Strays {
  /** A line of the log or the script's: it comes first, and mostly has the URL. */
  readonly seeLog: (text: string) => void;
  /** Points of requests that the script asked for come even when it lets nobody know of their failure. */
  readonly seePlace: NonNullable<CsvReaderOptions['onPlace']>;
}

/**
 * @param own what the script itself says: what its ranges keep it from is as it wants it, and names that it maps lead to
 * other addresses than ours
 */
export function straysOf(
  confined: boolean,
  own: Pick<ScriptOptions, 'blacklist' | 'hosts'> | undefined,
  sink: Pick<EngineSink, 'address' | 'stray'>,
): Strays {
  const { blacklist, hosts } = own ?? { blacklist: [], hosts: {} };
  const mapsHosts = Object.keys(hosts).length > 0;
  const ours = new Set(elsewhere.map(asLogged));
  for (const range of blacklist) ours.delete(range);
  return {
    seeLog: (text) => {
      const refused = confined ? refusedIn(text) : undefined;
      if (refused === undefined || !ours.has(refused.range)) return;
      const host = hostOfUrl(refused.url ?? '') ?? refused.address;
      sink.stray({ host, kept: true, isCertain: true });
    },
    seePlace: ({ host, address }, how) => {
      if (address !== null) sink.address(address);
      if (!confined) return;
      if (how === 'refused' && blacklist.length === 0)
        sink.stray({ host: host ?? 'a host that k6 does not name', kept: true, isCertain: true });
      // Sessions that were refused look like others.
      if (how === 'session' && host !== null && !mapsHosts)
        sink.stray({ host, kept: true, isCertain: false });
      if (how === 'by browser' && host !== null)
        sink.stray({ host, kept: false, isCertain: false });
    },
  };
}

/** A range as k6 writes it: IPv6 in its shortest form. */
function asLogged(range: string): string {
  const [address = '', length = ''] = range.split('/');
  if (!address.includes(':')) return range;
  return `${hostOfUrl(`http://[${address}]/`)?.replace(/^\[(.*)\]:80$/, '$1') ?? ''}/${length}`;
}
