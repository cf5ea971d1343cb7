/** The statistics that have a parameter of their own; every other goes into ExtendedStatistic. */
const plain = new Set(['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum']);

export function statisticShape(stat: string): {
  readonly Statistic?: string;
  readonly ExtendedStatistic?: string;
} {
  return plain.has(stat) ? { Statistic: stat } : { ExtendedStatistic: stat };
}
