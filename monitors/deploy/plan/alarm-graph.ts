import type { Account } from '../read/account.ts';
import type { Resource, ResourceOf } from '../resource/resource.ts';
import { describe, keyOf } from '../resource/resource.ts';
import type { Refusal } from './change.ts';
import type { Sorted } from './order.ts';
import { sortByEdges } from './order.ts';
import { childKeys, suppressorKeys } from './references.ts';

type Composite = ResourceOf<'composite-alarm'>;

/** What each composite alarm points at: the alarms of its rule, and its suppressor. */
export function edgesOf(
  resources: readonly Resource[],
  accountId: string,
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    resources
      .filter((resource): resource is Composite => resource.kind === 'composite-alarm')
      .map((composite) => [
        keyOf(composite),
        [...childKeys(composite, accountId), ...suppressorKeys(composite)],
      ]),
  );
}

export interface AlarmGraph {
  /** Composite alarms, those that others look at first. */
  readonly order: readonly string[];
  readonly refusals: readonly Refusal[];
}

/** How the composite alarms will look at one another, those of others included. */
export function alarmGraph(
  wanted: ReadonlyMap<string, Resource>,
  staying: readonly Resource[],
  { accountId, found }: Account,
): AlarmGraph {
  const edges = edgesOf([...staying, ...wanted.values()], accountId);
  const { order, cycles } = sortByEdges(edges);
  const existing = new Set([...edges.keys(), ...wanted.keys(), ...staying.map(keyOf)]);
  // Log alarms are found by name alone, and may be looked at like any other.
  for (const thing of found) if (!thing.whole) existing.add(thing.key);
  return {
    order,
    refusals: [...cycleRefusals(wanted, cycles), ...danglingRefusals(wanted, edges, existing)],
  };
}

function cycleRefusals(wanted: ReadonlyMap<string, Resource>, cycles: Sorted['cycles']): Refusal[] {
  return cycles.flatMap((cycle) => {
    const resource = cycle.map((key) => wanted.get(key)).find((member) => member !== undefined);
    if (resource === undefined) return [];
    const way = cycle.map(alarmOf).join(' -> ');
    const reason = `it depends on itself (${way}): AWS would neither evaluate these alarms nor delete them`;
    return [{ subject: describe(resource), reason, adoptable: false }];
  });
}

function danglingRefusals(
  wanted: ReadonlyMap<string, Resource>,
  edges: ReadonlyMap<string, readonly string[]>,
  existing: ReadonlySet<string>,
): Refusal[] {
  return [...wanted].flatMap(([key, resource]) => {
    const missing = (edges.get(key) ?? []).find((target) => !existing.has(target));
    if (missing === undefined) return [];
    const reason = `it depends on alarm "${alarmOf(missing)}", which is neither defined nor kept in the account`;
    return [{ subject: describe(resource), reason, adoptable: false }];
  });
}

/** The name in an alarm's key. */
export function alarmOf(key: string): string {
  return key.split(' ').slice(2).join(' ');
}
