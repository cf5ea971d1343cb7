/**
 * Peak to average of the load on equal units: 1 is perfect balance, n is all on one of n. Undefined without load.
 * Source: imbalance factor as in O. Pearce et al., Quantifying the Effectiveness of Load Balance Algorithms, ICS 2012,
 * plus one.
 */
export function peakToAverage(loads: readonly number[]): number | undefined {
  const total = loads.reduce((sum, load) => sum + load, 0);
  return total > 0 ? Math.max(...loads) / (total / loads.length) : undefined;
}
