/**
 * The order in which composite alarms can be evaluated, each after those it looks at, and those that can never be: CloudWatch
 * stops evaluating an alarm in whose evaluation path it finds a cycle.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm.html
 *
 * @param children of each composite alarm the alarms it looks at, others than composite ones included
 */
export function evaluationOrder(children: ReadonlyMap<string, readonly string[]>): {
  readonly order: readonly string[];
  readonly stopped: readonly string[];
} {
  const order: string[] = [];
  const placed = new Set<string>();
  const waiting = new Map<string, number>();
  const parents = new Map<string, string[]>();
  for (const [alarm, looksAt] of children) {
    const composites = new Set(looksAt.filter((child) => children.has(child)));
    waiting.set(alarm, composites.size);
    for (const child of composites) parents.set(child, [...(parents.get(child) ?? []), alarm]);
  }
  const ready = [...waiting].filter(([, count]) => count === 0).map(([alarm]) => alarm);
  for (const alarm of ready) {
    order.push(alarm);
    placed.add(alarm);
    for (const parent of parents.get(alarm) ?? []) {
      const left = (waiting.get(parent) ?? 0) - 1;
      waiting.set(parent, left);
      // The list grows while it is walked, which visits each alarm once.
      if (left === 0) ready.push(parent);
    }
  }
  return { order, stopped: [...children.keys()].filter((alarm) => !placed.has(alarm)) };
}
