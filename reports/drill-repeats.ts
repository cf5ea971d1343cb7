import { orderStatisticInterval } from '../core/statistics/order-statistic-interval.ts';
import { list } from './words/figures.ts';
import type { DrillFigures } from './verdict/drill-schema.ts';
import { seconds } from './verdict/drill/found.ts';

const quantiles = [0.5, 0.9] as const;
const confidence = 0.95;

/** A quantile of several drills of a kind, in milliseconds, with the interval that it lies in; null: too few to say. */
export interface RepeatQuantile {
  readonly client: string;
  readonly q: number;
  readonly ms: number;
  readonly lowMs: number | null;
  readonly highMs: number | null;
}

/** How long no write succeeded at the longest, over several drills, by client. */
export function repeatQuantiles(drills: readonly DrillFigures[]): RepeatQuantile[] {
  const clients = new Set(drills.flatMap((drill) => drill.clients.map(({ client }) => client)));
  return [...clients].flatMap((client) => {
    const sorted = drills
      .flatMap((drill) => drill.clients.filter((one) => one.client === client))
      .flatMap(({ writes }) => writes.longestMs ?? [])
      .toSorted((a, b) => a - b);
    return quantiles.flatMap((q): RepeatQuantile[] => {
      const ms = sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)];
      if (ms === undefined) return [];
      const { lower, upper } = orderStatisticInterval(sorted.length, q, confidence);
      const at = (rank: number | undefined): number | null =>
        rank === undefined ? null : (sorted[rank - 1] ?? null);
      return [{ client, q, ms, lowMs: at(lower), highMs: at(upper) }];
    });
  });
}

/** `pool: median 1.9 s (1.8 s to 2.4 s), p90 2.3 s (at least 1.9 s)`, a line a client. */
export function repeatLines(all: readonly RepeatQuantile[]): string[] {
  const byClient = Map.groupBy(all, ({ client }) => client);
  return [...byClient].map(([client, of]) => {
    const told = of.map((one) => `${quantileWord(one)} ${seconds(one.ms)} (${interval(one)})`);
    return `${client}: writes away for ${list(told)}`;
  });
}

export function quantileWord({ q }: Pick<RepeatQuantile, 'q'>): string {
  return q === 0.5 ? 'median' : `p${q * 100}`;
}

export function interval({ lowMs, highMs }: RepeatQuantile): string {
  if (lowMs !== null && highMs !== null) return `95 %: ${seconds(lowMs)} to ${seconds(highMs)}`;
  if (lowMs !== null) return `95 %: at least ${seconds(lowMs)}`;
  return highMs === null ? 'too few drills for an interval' : `95 %: at most ${seconds(highMs)}`;
}
