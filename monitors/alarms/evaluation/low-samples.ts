/**
 * The number of samples below which a percentile alarm with `evaluateLowSampleCountPercentile: 'ignore'` keeps its state:
 * 10/(1-p) from the median up, 10/p below it. `percent` is more than 0 and less than 100.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/percentiles-with-low-samples.html
 *
 * @example
 *   minimumSamples(99) // 1000
 */
export function minimumSamples(percent: number): number {
  const share = percent >= 50 ? 100 - percent : percent;
  // Of a percentage with decimals, the quotient is a trifle off a whole number: 100 - 99.9 is 0.09999999999999432.
  return Math.ceil(Number((1000 / share).toPrecision(9)));
}
