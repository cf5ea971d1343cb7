import type { PartialTrendLine } from '../../core/statistics/histogram-line.ts';
import type { Histogram } from '../../core/statistics/histogram.ts';
import { mergeInto } from '../../core/statistics/merge-into.ts';
import type { Evidence } from './evidence.ts';
import type { Fold } from './fold.ts';
import { type RequestTable, addToTable, emptyTable } from './request-table.ts';

/** Trends in slots as those of the requests, and each part of them over the whole run. */
export function trendFold({
  origin,
  slotSeconds,
}: Pick<RequestTable, 'origin' | 'slotSeconds'>): Fold<
  PartialTrendLine,
  Pick<Evidence, 'trends' | 'parts'>
> {
  const trends = emptyTable(origin, slotSeconds);
  const parts = new Map<string, Map<string, Histogram>>();
  return {
    add: (batch) => {
      for (const { of, ...line } of batch) {
        addToTable(trends, { ...line, outcome: 'ok' });
        if (of === undefined) continue;
        const part = parts.get(line.name) ?? new Map<string, Histogram>();
        if (part.size === 0) parts.set(line.name, part);
        mergeInto(part, of, line);
      }
    },
    value: () => ({ trends, parts }),
  };
}
