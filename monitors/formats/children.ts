import type { CompositeAlarm } from '../definitions/composite-alarm.ts';
import { alarmsNamedBy } from '../composite-rule/named-alarms.ts';

/**
 * For each composite, the children among `composites` and `others` that can be created before it. Alarms that look at
 * one another in a circle have no order: `circular` names those of which an edge was left out.
 */
export function creationOrder(composites: readonly CompositeAlarm[]): {
  readonly children: ReadonlyMap<string, readonly string[]>;
  readonly circular: readonly string[];
} {
  const all = new Map(composites.map((alarm) => [alarm.name, alarmsNamedBy(alarm)]));
  const circular = composites
    .map(({ name }) => name)
    .filter((name) => (all.get(name) ?? []).some((child) => reaches(all, child, name)));
  const children = [...all].map(
    ([name, names]) =>
      [
        name,
        circular.includes(name) ? names.filter((child) => !reaches(all, child, name)) : names,
      ] as const,
  );
  return { children: new Map(children), circular };
}

function reaches(all: ReadonlyMap<string, readonly string[]>, from: string, to: string): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === to) return true;
    if (seen.has(name)) continue;
    seen.add(name);
    open.push(...(all.get(name) ?? []));
  }
  return false;
}
