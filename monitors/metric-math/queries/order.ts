/** In which order queries can be evaluated, and which cannot, because they go round in a circle. */
export interface EvaluationOrder {
  /** Each id after those it refers to. */
  readonly order: readonly string[];
  /** Ids of a cycle: the cycle, with its first id again at the end. */
  readonly cycles: ReadonlyMap<string, readonly string[]>;
  /** Ids that are in no cycle but refer to one, by themselves or through others: what they refer to. */
  readonly behind: ReadonlyMap<string, string>;
}

/** `references`: of each id, the ids it refers to; ids that are no keys are passed over. Linear, and not recursive. */
export function evaluationOrder(
  references: ReadonlyMap<string, readonly string[]>,
): EvaluationOrder {
  const waiting = new Map<string, number>();
  const dependents = new Map<string, string[]>();
  for (const [id, named] of references) {
    const known = [...new Set(named)].filter((other) => references.has(other));
    waiting.set(id, known.length);
    for (const other of known) {
      const all = dependents.get(other);
      if (all === undefined) dependents.set(other, [id]);
      else all.push(id);
    }
  }
  const order = [...references.keys()].filter((id) => waiting.get(id) === 0);
  for (const id of order)
    for (const dependent of dependents.get(id) ?? []) {
      const left = (waiting.get(dependent) ?? 0) - 1;
      waiting.set(dependent, left);
      if (left === 0) order.push(dependent);
    }
  const stuck = new Set([...references.keys()].filter((id) => (waiting.get(id) ?? 0) > 0));
  return { order, ...circles(references, stuck) };
}

/** Every stuck id refers to a stuck one: following them ends in a circle, or where another walk has been. */
function circles(
  references: ReadonlyMap<string, readonly string[]>,
  stuck: ReadonlySet<string>,
): Omit<EvaluationOrder, 'order'> {
  const cycles = new Map<string, readonly string[]>();
  const behind = new Map<string, string>();
  const follow = (id: string) => references.get(id)?.find((other) => stuck.has(other)) ?? id;
  for (const start of stuck) {
    const path: string[] = [];
    const seen = new Set<string>();
    let id = start;
    while (!seen.has(id) && !cycles.has(id) && !behind.has(id)) {
      path.push(id);
      seen.add(id);
      id = follow(id);
    }
    const cycle = seen.has(id) ? path.slice(path.indexOf(id)) : [];
    const [first] = cycle;
    if (first !== undefined) {
      const closed = [...cycle, first];
      for (const member of cycle) cycles.set(member, closed);
    }
    for (const member of path.slice(0, path.length - cycle.length))
      behind.set(member, follow(member));
  }
  return { cycles, behind };
}
