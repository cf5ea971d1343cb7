/**
 * How many of the latest periods CloudWatch retrieves to evaluate an alarm of `evaluationPeriods` (N). It retrieves more
 * than N, but AWS publishes no formula, only one figure: 5 for N = 3. This is the least that agrees, N + 2; it can be set
 * (`Simulation.evaluationRange`), and `simulateRanges` tells which alarms depend on it.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function evaluationRangeOf(evaluationPeriods: number): number {
  return evaluationPeriods + 2;
}
