import { hostOfUrl } from '../../../core/host.ts';
import type { EngineSink } from '../../engine.ts';
import { refusedIn } from './blacklist.ts';
import type { CsvReaderOptions } from './csv/reader.ts';

/** Sees by log and points where a script turns to, and tells of what a run must know at once. */
export interface Strays {
  /** What k6 itself says in its log: it comes first, and mostly has the URL. */
  readonly seeLog: (text: string) => void;
  /** Points of requests that the script asked for come even when it lets nobody know of their failure. */
  readonly seePlace: NonNullable<CsvReaderOptions['onPlace']>;
}

/** @param own ranges that the script itself does not want to reach: what those keep is as it wants it. */
export function straysOf(
  confined: boolean,
  own: readonly string[],
  sink: Pick<EngineSink, 'address' | 'stray'>,
): Strays {
  return {
    seeLog: (text) => {
      const refused = confined ? refusedIn(text) : undefined;
      if (refused === undefined || own.includes(refused.range)) return;
      sink.stray({ host: hostOfUrl(refused.url ?? '') ?? refused.address, kept: true });
    },
    seePlace: ({ host, address }, how) => {
      if (address !== null) sink.address(address);
      if (!confined) return;
      if (how === 'refused' && own.length === 0)
        sink.stray({ host: host ?? 'a host elsewhere', kept: true });
      if (how === 'by browser' && host !== null) sink.stray({ host, kept: false });
    },
  };
}
