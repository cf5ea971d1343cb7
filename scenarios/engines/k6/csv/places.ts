import type { HostLine } from '../../../../core/run-folder/files/hosts.ts';
import { hostOfUrl } from '../../../../core/host.ts';
import type { Outside } from '../../../../core/statistics/histogram-line.ts';
import type { Columns } from './columns.ts';
import { type CurrentRecord, textField } from './record.ts';

/** Where requests went, as far as a record tells. */
export type Place = Omit<HostLine, 't' | 'n'>;

/** Places kept apart; what comes later is counted as one whose host is not known. */
const mostPlaces = 1000;

export interface Places {
  /** Index of a place. */
  readonly indexOf: (place: Place) => number;
  readonly at: (index: number) => Place;
}

const unknown: Place = { host: null, address: null };

/** Numbers places, and tells of each as soon as it is met. */
export function placeKinds(onNew: (place: Place) => void = () => undefined): Places {
  const places: Place[] = [unknown];
  const indexes = new Map<string, number>();
  return {
    indexOf: (place) => {
      const key = `${place.host ?? ''} ${place.address ?? ''} ${place.outside ?? ''}`;
      const known = indexes.get(key);
      if (known !== undefined) return known;
      if (places.length > mostPlaces) return 0;
      const index = places.push(place) - 1;
      indexes.set(key, index);
      onNew(place);
      return index;
    },
    at: (index) => places[index] ?? unknown,
  };
}

/** What speaks of where it went: HTTP and WebSockets by URL, gRPC by address and method. */
export type Protocol = 'web' | 'gRPC';

/**
 * Where a record's request went. k6 puts the name of a request that has one in the place of its URL, so that only the
 * address is left, if the tag `ip` is on.
 */
export function placeIn(
  record: CurrentRecord,
  columns: Columns,
  outside: Outside | undefined,
  protocol: Protocol,
): Place {
  const url = textField(record, columns.url === -1 ? columns.name : columns.url);
  const address = textField(record, columns.ip);
  return {
    host: (protocol === 'gRPC' ? hostOfCall(url) : hostOfUrl(url)) ?? null,
    address: address === '' ? null : address,
    ...(outside === undefined ? {} : { outside }),
  };
}

/** Of `127.0.0.1:50051/shop.Offers/Get`. */
function hostOfCall(url: string): string | undefined {
  const [, address] = /^(\S+:\d+)\/[^/]+\/[^/]+$/.exec(url) ?? [];
  return address === undefined ? undefined : hostOfUrl(`http://${address}/`);
}
