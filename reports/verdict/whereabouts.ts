import { isAmongHosts } from '../../core/host.ts';
import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { HostTotal } from '../evidence/host-totals.ts';
import { addressOf, isTargets, mappedTo } from './target-places.ts';

/** Where requests went, seen from the target. */
export interface Whereabouts {
  readonly all: number;
  readonly judged: number;
  /** By `host:port`, or by address where only that is known; the most frequent first. */
  readonly elsewhere: readonly Elsewhere[];
  readonly unknown: Pick<HostTotal, 'count' | 'judged'>;
  /** Of judged requests, those whose port is not known, and where else than to the target any of them may have gone. */
  readonly portless: {
    readonly judged: number;
    readonly mayBe: readonly string[];
    /** Those of which the address is known, where the generator was never seen to be connected to the target. */
    readonly unseen: number;
  };
  /** Whether it is known of any request at all. */
  readonly isAnyKnown: boolean;
}

export interface Elsewhere extends Pick<HostTotal, 'count' | 'judged'> {
  readonly host: string;
}

/** Undefined for runs of versions that did not look. */
export function whereaboutsOf({
  manifest,
  hosts: told,
  connections,
}: Evidence): Whereabouts | undefined {
  const { target, model, engine } = manifest;
  if (target.hosts === undefined) return undefined;
  const hosts = told.map((total) => asMapped(total, engine.mappedHosts ?? {}, target));
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
    portless: isOurs ? { judged: 0, mayBe: [], unseen: 0 } : portlessOf(hosts, connections, target),
    isAnyKnown: isOurs || places.has('target') || places.has('elsewhere'),
  };
}

/** A place, and whether it is the target's by where the script maps its name; undefined where it says nothing of that. */
interface Placed extends HostTotal {
  readonly isMappedToTarget?: boolean;
}

/** What goes by a name that the script maps goes where that leads. */
function asMapped(
  total: HostTotal,
  mapped: Readonly<Record<string, string>>,
  target: Manifest['target'],
): Placed {
  const to = total.host === null ? undefined : mappedTo(total.host, mapped);
  return to === undefined ? total : { ...total, host: to, isMappedToTarget: isTargets(to, target) };
}

/**
 * Requests with a name tell no more than their address. What the generator is connected to at that address, and is neither
 * the target's nor known to be another's, may be where they went.
 */
function portlessOf(
  hosts: readonly HostTotal[],
  connections: readonly string[] | undefined,
  target: Manifest['target'],
): Whereabouts['portless'] {
  const portless = hosts.filter(
    ({ host, address, judged }) =>
      host === null && judged > 0 && (address === null || target.addresses?.includes(address)),
  );
  const known = new Set(hosts.flatMap(({ host, address }) => placesOf(host, address)));
  const mayBe = (connections ?? []).filter(
    (place) =>
      portless.some(({ address }) => address === null || address === addressOf(place)) &&
      !known.has(place) &&
      !isTargets(place, target),
  );
  const isSeen = connections?.some((place) => isTargets(place, target)) ?? true;
  const addressed = portless.filter(({ address }) => address !== null);
  return { judged: sumOf(portless).judged, mayBe, unseen: isSeen ? 0 : sumOf(addressed).judged };
}

/** A host by its own name, and by its address. */
function placesOf(host: string | null, address: string | null): string[] {
  if (host === null) return [];
  const port = /:\d+$/.exec(host)?.[0] ?? '';
  const shown = address?.includes(':') === true ? `[${address}]` : address;
  return [host, ...(shown === null ? [] : [`${shown}${port}`])];
}

function placeOf(
  { host, address, isMappedToTarget }: Placed,
  { hosts = [], addresses = [] }: Manifest['target'],
): 'target' | 'elsewhere' | 'unknown' {
  if (host !== null)
    return (isMappedToTarget ?? isAmongHosts(host, hosts)) ? 'target' : 'elsewhere';
  if (address === null) return 'unknown';
  return addresses.includes(address) ? 'target' : 'elsewhere';
}

function sumOf(totals: readonly HostTotal[]): Pick<HostTotal, 'count' | 'judged'> {
  return {
    count: totals.reduce((sum, { count }) => sum + count, 0),
    judged: totals.reduce((sum, { judged }) => sum + judged, 0),
  };
}
