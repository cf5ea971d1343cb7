/**
 * The burn rate at which a share of the error budget is spent within a look-back: budget x interval / look-back. Interval
 * and look-back in one unit; the budget as a share, 0.02 for 2 %.
 *
 * A burn rate of 1 spends exactly the budget by the end of the interval; 14.4 over an hour spends 2 % of that of 30 days.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-ServiceLevelObjectives.html
 *
 * @example
 *   burnRateThreshold(0.05, 720, 1); // 36
 *   burnRateThreshold(0.02, 28 * 24 * 60, 60); // 13.44
 */
export function burnRateThreshold(budget: number, interval: number, lookBack: number): number {
  // Twelve digits: 0.1 x 720 / 24 is 3, and not a little more, which a burn rate of 3 would never exceed.
  return Number(((budget * interval) / lookBack).toPrecision(12));
}
