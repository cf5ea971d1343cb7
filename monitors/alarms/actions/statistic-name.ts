/** A statistic as messages write it: `AVERAGE`, `SAMPLE_COUNT`. */
export function javaStatistic(stat: string): string {
  return stat.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}
