import {
  count,
  list,
  milliseconds,
  offset,
  percent,
  plural,
  significant,
} from '../words/figures.ts';
import {
  type Indicator,
  type ObjectiveResult,
  type Unit,
  type WindowsResult,
  indicators,
} from './result.ts';
import type { RequestsObjective } from './schema/requests.ts';

type Limit = Pick<ObjectiveResult, 'indicator' | 'limit'>;

/** `reads (p95 < 300 ms and p99 < 1,000 ms)`. */
export function objectiveInWords({ name, p50, p95, p99, errorRate }: RequestsObjective): string {
  const limits = [
    ['p50', p50],
    ['p95', p95],
    ['p99', p99],
    ['errorRate', errorRate],
  ] as const;
  const said = limits.flatMap(([indicator, limit]) =>
    limit === undefined
      ? []
      : [`${indicatorInWords(indicator)} ${boundInWords({ indicator, limit })}`],
  );
  return `${name} (${list(said)})`;
}

/** `p95`, `error rate`. */
export function indicatorInWords(indicator: Indicator): string {
  return indicators[indicator].words;
}

/** `1 query`, `20 queries`. */
export function samplesInWords(samples: number, counted: string): string {
  return plural(samples, counted, `${counted.replace(/y$/, 'ie')}s`);
}

const writers: Readonly<Record<Unit, (value: number) => string>> = {
  ms: milliseconds,
  s: (value) => `${significant(value)} s`,
  fraction: percent,
  'per-second': (value) => `${significant(value)}/s`,
  'per-hour': (value) => `${percent(value)} an hour`,
  count,
  ratio: significant,
  // As web.dev writes layout shifts.
  score: (value) => String(Number(value.toFixed(3))),
};

/** `612 ms`, `0.35 %`, `48.2/s`. */
export function valueInWords(indicator: Indicator, value: number): string {
  return writers[indicators[indicator].unit](value);
}

/** `< 1,000 ms`, `≥ 50/s`, `none`. */
export function boundInWords({ indicator, limit }: Limit): string {
  if (limit === 0) return 'none';
  return `${'isFloor' in indicators[indicator] ? '≥' : '<'} ${valueInWords(indicator, limit)}`;
}

/** `target < 300 ms`, `target no failures`. */
export function targetInWords(limit: Limit): string {
  return `target ${limit.limit === 0 ? 'no failures' : boundInWords(limit)}`;
}

/** `; in any 30 s at most 30 % slower`; empty where the whole budget is none. */
export function allowanceInWords({ limit, indicator }: Limit, windows: WindowsResult): string {
  if (limit === 0) return '';
  const { seconds, allowed } = windows;
  const bad = indicator === 'errorRate' ? 'failed' : 'slower';
  return `; in any ${seconds} s at most ${percent(allowed)} ${bad}`;
}

/** `2 of 7 windows missed, the worst at +0:35: 41 % slower than 300 ms`; undefined when no window was judged. */
export function windowsInWords(
  { indicator, limit }: Limit,
  { seconds, judged, met, worst }: WindowsResult,
): string | undefined {
  if (worst === null) return undefined;
  const when = `at ${offset(worst.from)}`;
  const bad =
    indicator === 'errorRate'
      ? `${percent(worst.bad)} failed`
      : `${percent(worst.bad)} slower than ${milliseconds(limit)}`;
  if (met < judged)
    return `${count(judged - met)} of ${plural(judged, 'window')} missed, the worst ${when}: ${bad}`;
  const most = worst.bad === 0 ? valueInWords(indicator, worst.value) : bad;
  return `worst ${seconds} s ${when}: ${most}`;
}
