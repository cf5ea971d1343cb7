import type { ScriptSummary, ScriptThreshold } from '../core/run-folder/files/script-summary.ts';

/** What of a threshold is known of all parts together; nothing where it cannot be. */
type Known = Omit<ScriptThreshold, 'metric' | 'condition'>;

/**
 * The thresholds of parts that one script played, judged on the whole.
 * @param known of the whole; where it tells nothing, parts that agree decide: a share, a mean or a percentile of all lies
 * between those of the parts. Sums do not, so that they must be known.
 * @returns null where a part has none: what it would have said is not known
 */
export function mergedThresholds(
  summaries: readonly ScriptSummary[],
  known: (threshold: ScriptThreshold) => Known | undefined,
): ScriptSummary['thresholds'] {
  const all = summaries.map(({ thresholds }) => thresholds);
  if (all.includes(null)) return null;
  const byKey = Map.groupBy(
    all.flatMap((thresholds) => thresholds ?? []),
    keyOf,
  );
  return [...byKey.values()].flatMap((own): ScriptThreshold[] => {
    const [first] = own;
    if (first === undefined) return [];
    const { metric, condition } = first;
    return [{ metric, condition, ...(known(first) ?? agreed(own, own.length < all.length)) }];
  });
}

function keyOf({ metric, condition }: ScriptThreshold): string {
  return JSON.stringify([metric, condition]);
}

function agreed(own: readonly ScriptThreshold[], isMissing: boolean): Known {
  const measured = own.filter((one) => one.measured);
  const [first] = measured;
  if (first === undefined) return { value: null, crossed: false, measured: false };
  const isOne = !isMissing && measured.every(({ crossed }) => crossed === first.crossed);
  if (isOne) return { value: null, crossed: first.crossed, measured: true };
  return { value: null, crossed: false, measured: false, notMerged: true };
}

/** Checks of one name and group, added up. */
export function mergedChecks(summaries: readonly ScriptSummary[]): ScriptSummary['checks'] {
  const all = summaries.flatMap(({ checks }) => checks);
  const groups = Map.groupBy(all, ({ name, group }) => JSON.stringify([name, group]));
  const sum = (own: typeof all, of: 'passes' | 'fails'): number =>
    own.reduce((total, check) => total + check[of], 0);
  return [...groups.values()].flatMap((own) =>
    own
      .slice(0, 1)
      .map((check) => ({ ...check, passes: sum(own, 'passes'), fails: sum(own, 'fails') })),
  );
}

/** All errors that the parts told of, and the first of them. */
export function mergedErrors(
  summaries: readonly ScriptSummary[],
): Pick<ScriptSummary, 'exceptions' | 'outsideExceptions' | 'consoleErrors' | 'engineErrors'> {
  const of = (kind: keyof ReturnType<typeof mergedErrors>): ScriptSummary['exceptions'] => ({
    count: summaries.reduce((total, summary) => total + summary[kind].count, 0),
    first: summaries.find((summary) => summary[kind].count > 0)?.[kind].first ?? '',
  });
  return {
    exceptions: of('exceptions'),
    outsideExceptions: of('outsideExceptions'),
    consoleErrors: of('consoleErrors'),
    engineErrors: of('engineErrors'),
  };
}
