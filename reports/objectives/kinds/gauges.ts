import type { Period } from '../../evidence/period.ts';
import type { Indicator, ObjectiveResult } from '../result.ts';
import type { Where } from './kind.ts';
import { type Point, judgePoints } from './points.ts';

/** What is sampled of one thing, by what limits it; what was not measured is NaN. */
export interface Gauged<T, L extends Indicator> {
  readonly name: string;
  /** What to call it, where that is something else. */
  readonly scope?: string;
  readonly samples: Iterable<T & { readonly at: number }>;
  readonly read: Readonly<Record<L, (sample: T) => number>>;
}

type GaugeLimits<L extends Indicator> = Readonly<Partial<Record<L, number | undefined>>> & {
  readonly inSeconds?: number | undefined;
};

/** Every sample of a phase must keep to each limit, or the fraction of them that the objective says. */
export function judgeGauges<T, L extends Indicator>(
  where: Where<GaugeLimits<L>>,
  { name, scope = name, samples, read }: Gauged<T, L>,
  indicators: readonly L[],
): ObjectiveResult[] {
  const { period } = where.phase;
  const inPhase = [...samples].filter(({ at }) => isWithin(period, at / 1000));
  return indicators.flatMap((indicator) => {
    const limit = where.objective[indicator];
    if (limit === undefined) return [];
    const points = inPhase
      .map((sample): Point => ({ at: sample.at / 1000, value: read[indicator](sample) }))
      .filter(({ value }) => !Number.isNaN(value));
    const common = { scope, requests: [name], counted: 'sample', seconds: 1 };
    return [judgePoints(where, { ...common, indicator, limit, points })];
  });
}

export function isWithin({ from, to }: Period, second: number): boolean {
  return second >= from && second < to;
}
