import type { ScriptSummary } from '../../../core/run-folder/files/script-summary.ts';
import type { SummaryPart } from '../../engine.ts';
import { mergedChecks, mergedErrors, mergedThresholds } from '../../merged-thresholds.ts';

/**
 * What a script came to that several Artillery played together. Counters add up; of all else it tells only figures, which
 * cannot be merged, so that its checks are judged where all parts agree.
 */
export function mergedSummary(parts: readonly SummaryPart[]): Promise<ScriptSummary> {
  const summaries = parts.map(({ summary }) => summary);
  const counts = new Map<string, number>();
  for (const { kind, name, values } of summaries.flatMap(({ metrics }) => metrics))
    if (kind === 'counter')
      for (const [figure, value] of values)
        if (figure === 'count') counts.set(name, (counts.get(name) ?? 0) + value);
  return Promise.resolve({
    thresholds: mergedThresholds(summaries, ({ metric }) =>
      counts.has(metric)
        ? { value: null, crossed: false, measured: false, notMerged: true }
        : undefined,
    ),
    checks: mergedChecks(summaries),
    metrics: [...counts].map(([name, count]) => ({
      name,
      kind: 'counter',
      values: [['count', count]],
    })),
    ...mergedErrors(summaries),
  });
}
