export interface Sorted {
  /** Every key after those that it points at; keys in cycles come last. */
  readonly order: readonly string[];
  /** Each cycle as the way around, its first key again at its end. */
  readonly cycles: readonly (readonly string[])[];
}

/** Sorts keys so that each comes after what it points at. Edges to keys that are not among them do not count. */
export function sortByEdges(edges: ReadonlyMap<string, readonly string[]>): Sorted {
  const order: string[] = [];
  const cycles: string[][] = [];
  const state = new Map<string, 'open' | 'done'>();
  const inCycle = new Set<string>();
  for (const start of edges.keys()) visit(start);
  return {
    order: [
      ...order.filter((key) => !inCycle.has(key)),
      ...order.filter((key) => inCycle.has(key)),
    ],
    cycles,
  };

  /** Depth first, with a stack of its own: a chain of composites may be longer than the machine's stack. */
  function visit(start: string): void {
    const path: { readonly key: string; readonly rest: string[] }[] = [];
    enter(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.rest.pop();
      if (next === undefined) {
        path.pop();
        state.set(top.key, 'done');
        order.push(top.key);
      } else enter(next);
    }

    function enter(key: string): void {
      const targets = edges.get(key);
      if (targets === undefined || state.get(key) === 'done') return;
      if (state.get(key) === 'open') {
        const cycle = path
          .slice(path.findIndex((step) => step.key === key))
          .map((step) => step.key);
        for (const member of cycle) inCycle.add(member);
        cycles.push([...cycle, key]);
        return;
      }
      state.set(key, 'open');
      path.push({ key, rest: targets.toReversed() });
    }
  }
}
