import { definitionKinds } from '../../definitions/definition.ts';
import type { Resource } from '../resource/resource.ts';
import { describe, keyOf } from '../resource/resource.ts';
import type { Deletion, Refusal } from './change.ts';
import { edgesOf } from './alarm-graph.ts';
import { sortByEdges } from './order.ts';
import { neededKeys } from './references.ts';

/** The deletions in an order in which AWS accepts them: what looks at others before what is looked at. */
export function deletionsOf(leaving: readonly Resource[], accountId: string): Deletion[] {
  const { order, cycles } = sortByEdges(edgesOf(leaving, accountId));
  const inCycle = new Set(cycles.flat());
  const broken = new Set<string>();
  const parentsFirst = new Map(order.toReversed().map((key, at) => [key, at]));
  const rank = (resource: Resource): [number, number] => [
    -definitionKinds.indexOf(resource.kind),
    parentsFirst.get(keyOf(resource)) ?? 0,
  ];
  return leaving
    .toSorted((a, b) => {
      const [[kindA, atA], [kindB, atB]] = [rank(a), rank(b)];
      return kindA - kindB || atA - atB;
    })
    .map((resource) => {
      const key = keyOf(resource);
      const { region } = resource;
      const isFirst = inCycle.has(key) && !broken.has(region);
      if (isFirst) broken.add(region);
      const breaks = isFirst ? membersIn(region) : [];
      return { action: 'delete', key, needs: [], resource, breaks };
    });

  function membersIn(region: string): string[] {
    return leaving
      .filter((resource) => resource.region === region && inCycle.has(keyOf(resource)))
      .map(({ name }) => name);
  }
}

/** Deletions that would hurt something that is not ours, or that AWS would refuse for its sake. */
export function deletionRefusals(
  leaving: readonly Resource[],
  unmanaged: readonly Resource[],
  accountId: string,
): Refusal[] {
  const users = new Map<string, Resource>();
  for (const resource of unmanaged) {
    // A mute rule may name alarms that are not there.
    if (resource.kind === 'mute-rule') continue;
    for (const key of neededKeys(resource, accountId)) users.set(key, resource);
  }
  return leaving.flatMap((resource) => {
    const user = users.get(keyOf(resource));
    if (user === undefined) return [];
    const verb = resource.kind === 'topic' ? 'notifies it' : 'depends on it';
    const reason = `it is no longer defined, but ${describe(user)}, which the stack does not own, ${verb}: define it again, or change the other`;
    return [{ subject: describe(resource), reason, adoptable: false }];
  });
}
