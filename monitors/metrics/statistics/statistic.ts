/** A statistic of CloudWatch, parsed. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html */
export type Statistic =
  | { readonly kind: SimpleStatistic }
  /** The value below which `percent` of the observations lie, 0 to 100. */
  | { readonly kind: 'percentile'; readonly percent: number }
  | RangeStatistic;

export const simpleStatistics = ['Average', 'Sum', 'Minimum', 'Maximum', 'SampleCount'] as const;
export type SimpleStatistic = (typeof simpleStatistics)[number];

/** A statistic of the observations between two boundaries; one that is left out lies at the end of the data. */
export interface RangeStatistic {
  readonly kind:
    | 'trimmed-mean'
    | 'winsorized-mean'
    | 'trimmed-count'
    | 'trimmed-sum'
    | 'percentile-rank';
  /** Whether the boundaries are percentages of the observations instead of values. */
  readonly percent: boolean;
  readonly lower?: number;
  readonly upper?: number;
}

const rangeKinds: Readonly<Record<string, RangeStatistic['kind']>> = {
  tm: 'trimmed-mean',
  wm: 'winsorized-mean',
  tc: 'trimmed-count',
  ts: 'trimmed-sum',
  pr: 'percentile-rank',
};

/**
 * Parses `Average`, `p99.9`, `tm90`, `TM(2%:98%)`, `TC(0.005:0.030)`, `PR(:300)`, `IQM`, ...; undefined for anything else.
 * `pr300` stands for `PR(:300)`, as `tm90` does for `TM(:90%)`.
 */
export function parseStatistic(text: string): Statistic | undefined {
  const simple = simpleStatistics.find((name) => name === text);
  if (simple !== undefined) return { kind: simple };
  if (text === 'IQM') return { kind: 'trimmed-mean', percent: true, lower: 25, upper: 75 };
  return parseShort(text) ?? parseRange(text);
}

function parseShort(text: string): Statistic | undefined {
  const [, name = '', digits = ''] = /^(p|tm|wm|tc|ts|pr)(\d+(?:\.\d{1,10})?)$/.exec(text) ?? [];
  const upper = Number(digits);
  const kind = rangeKinds[name];
  if (name === '' || (name !== 'pr' && upper > 100)) return undefined;
  if (kind === undefined) return { kind: 'percentile', percent: upper };
  return { kind, percent: kind !== 'percentile-rank', upper };
}

const number = String.raw`-?\d+(?:\.\d{1,10})?`;
const rangePattern = new RegExp(
  `^(TM|WM|TC|TS|PR)\\((?:(${number})(%?))?:(?:(${number})(%?))?\\)$`,
);

function parseRange(text: string): RangeStatistic | undefined {
  const [, name = '', low, lowSign, high, highSign] = rangePattern.exec(text) ?? [];
  const kind = rangeKinds[name.toLowerCase()];
  if (kind === undefined || (low === undefined && high === undefined)) return undefined;
  const percent = (lowSign ?? highSign) === '%';
  const mixed = lowSign !== undefined && highSign !== undefined && lowSign !== highSign;
  const range: RangeStatistic = {
    kind,
    percent,
    ...(low === undefined ? {} : { lower: Number(low) }),
    ...(high === undefined ? {} : { upper: Number(high) }),
  };
  return mixed || !isPlausible(range) ? undefined : range;
}

function isPlausible({ kind, percent, lower, upper }: RangeStatistic): boolean {
  if (percent && kind === 'percentile-rank') return false;
  if (lower !== undefined && upper !== undefined && lower >= upper) return false;
  return !percent || ((lower ?? 0) >= 0 && (upper ?? 100) <= 100);
}

/** Whether a statistic needs each observation, not only count, sum, minimum and maximum. */
export function needsDistribution(
  statistic: Statistic,
): statistic is Exclude<Statistic, { readonly kind: SimpleStatistic }> {
  return !simpleStatistics.some((name) => name === statistic.kind);
}
