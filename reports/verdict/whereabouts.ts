import { isAmongHosts } from '../../core/host.ts';
import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { HostTotal } from '../evidence/host-totals.ts';

/** Where requests went, seen from the target. */
export interface Whereabouts {
  readonly all: number;
  readonly judged: number;
  /** By `host:port`, or by address where only that is known; the most frequent first. */
  readonly elsewhere: readonly Elsewhere[];
  readonly unknown: Pick<HostTotal, 'count' | 'judged'>;
  /** Whether it is known of any request at all. */
  readonly isAnyKnown: boolean;
}

export interface Elsewhere extends Pick<HostTotal, 'count' | 'judged'> {
  readonly host: string;
}

/** Undefined for runs of versions that did not look. */
export function whereaboutsOf({ manifest, hosts }: Evidence): Whereabouts | undefined {
  const { target, model } = manifest;
  if (target.hosts === undefined) return undefined;
  const places = Map.groupBy(hosts, (total) => placeOf(total, target));
  const elsewhere = Map.groupBy(
    places.get('elsewhere') ?? [],
    ({ host, address }) => host ?? address ?? '',
  );
  const isOurs = model !== 'foreign';
  const { count: all, judged } = sumOf(hosts);
  return {
    all,
    judged,
    elsewhere: Array.from(elsewhere, ([host, of]) => ({ host, ...sumOf(of) })).toSorted(
      (a, b) => b.count - a.count,
    ),
    // Visitors of ours know no other URL than the target's, and follow no redirect.
    unknown: sumOf(isOurs ? [] : (places.get('unknown') ?? [])),
    isAnyKnown: isOurs || places.has('target') || places.has('elsewhere'),
  };
}

function placeOf(
  { host, address }: HostTotal,
  { hosts = [], addresses = [] }: Manifest['target'],
): 'target' | 'elsewhere' | 'unknown' {
  if (host !== null) return isAmongHosts(host, hosts) ? 'target' : 'elsewhere';
  if (address === null) return 'unknown';
  return addresses.includes(address) ? 'target' : 'elsewhere';
}

function sumOf(totals: readonly HostTotal[]): Pick<HostTotal, 'count' | 'judged'> {
  return {
    count: totals.reduce((sum, { count }) => sum + count, 0),
    judged: totals.reduce((sum, { judged }) => sum + judged, 0),
  };
}
