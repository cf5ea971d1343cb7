import { count, offset, percent } from '../../words/figures.ts';
import { samplesInWords, valueInWords } from '../in-words.ts';
import { meets } from '../indicator.ts';
import { type Indicator, type ObjectiveResult, indicators } from '../result.ts';
import { type Where, resultOf } from './kind.ts';

/** A figure at a moment: a sample of a gauge, or what a second came to. */
export interface Point {
  /** Second since 1970. */
  readonly at: number;
  readonly value: number;
}

/** What is judged point by point. */
export interface PointLimit {
  readonly scope: string;
  readonly requests: readonly string[];
  readonly indicator: Indicator;
  readonly limit: number;
  readonly points: readonly Point[];
  /** What a point is: `sample`, `second`. */
  readonly counted: string;
  /** Seconds that a point stands for. */
  readonly seconds: number;
}

/** Points without which not even a limit on all of them is met: what is looked at twice may be chance. */
const fewestOfAll = 3;
const fewestOfShare = 20;

/**
 * Judges points that must keep to a limit, all of them or the fraction `inSeconds`. That fraction needs as many points as
 * leave one beyond it, 100 for 99 %; a miss is certain before, once more are bad than so many points allow.
 */
export function judgePoints(
  where: Where<{ readonly inSeconds?: number | undefined }>,
  { scope, requests, indicator, limit, points, counted, seconds }: PointLimit,
): ObjectiveResult {
  const needed = where.objective.inSeconds ?? 1;
  const fewest = fewestPoints(needed);
  const order = points.toSorted((a, b) =>
    isFloor(indicator) ? b.value - a.value : a.value - b.value,
  );
  const good = points.filter(({ value }) => meets(value, limit, indicator)).length;
  const bad = points.length - good;
  const deciding = order[Math.max(0, Math.ceil(needed * points.length - 1e-9) - 1)];
  const worst = order.at(-1);
  const isEnough = points.length >= fewest;
  const isMissed = bad > (1 - needed) * Math.max(fewest, points.length) + 1e-9;
  return resultOf(where, {
    scope,
    requests,
    indicator,
    limit,
    value: deciding?.value,
    samples: points.length,
    fewest,
    counted,
    met: isMissed ? false : isEnough ? true : null,
    allowance:
      needed < 1 ? ` in at least ${percent(needed)} of ${counted}s` : ` in every ${counted}`,
    observed: !isEnough && !isMissed ? tooFew() : inWords(),
    windows: {
      seconds,
      judged: points.length,
      met: good,
      needed,
      allowed: 0,
      worst:
        worst === undefined
          ? null
          : {
              from: Math.round(worst.at - where.evidence.loadStart),
              value: worst.value,
              bad: meets(worst.value, limit, indicator) ? 0 : 1,
              burnRate: null,
            },
    },
  });

  function tooFew(): string {
    return `${samplesInWords(points.length, counted)}, at least ${count(fewest)} needed`;
  }

  function inWords(): string {
    if (worst === undefined) return tooFew();
    const at = offset(worst.at - where.evidence.loadStart);
    const most = `the worst at ${at}: ${valueInWords(indicator, worst.value)}`;
    return bad === 0
      ? `all of ${samplesInWords(points.length, counted)}, ${most}`
      : `${count(bad)} of ${samplesInWords(points.length, counted)} missed, ${most}`;
  }
}

/** Fewest points by which a fraction of them is judged. */
export function fewestPoints(needed: number): number {
  return needed === 1 ? fewestOfAll : Math.max(fewestOfShare, Math.ceil(1 / (1 - needed) - 1e-9));
}

function isFloor(indicator: Indicator): boolean {
  return 'isFloor' in indicators[indicator];
}
