/** How much of the variance of relative load over units and times stays on the same units; the rest moves from unit to unit. */
export interface Persistence {
  /** From 0 (wholly rotating) to 1 (always the same units). */
  readonly persistentShare: number;
  /** Mean of each unit's load relative to the mean of all at the same time; undefined for units never seen. */
  readonly relative: readonly (number | undefined)[];
}

/**
 * Parts the variance of relative loads into what is between units and what is within them over time, as in a one-way
 * analysis of variance with random effects. `loads[time][unit]` is undefined where a unit was not there.
 * Source: S. R. Searle, G. Casella, C. E. McCulloch, Variance Components, 1992, 3.6.
 */
export function persistenceOf(loads: readonly (readonly (number | undefined)[])[]): Persistence {
  const units = Math.max(0, ...loads.map((row) => row.length));
  const seen: number[][] = Array.from({ length: units }, () => []);
  for (const row of loads) {
    const present = row.filter((load) => load !== undefined);
    const mean = present.reduce((sum, load) => sum + load, 0) / present.length;
    if (!(mean > 0) || present.length < 2) continue;
    for (const [unit, load] of row.entries()) if (load !== undefined) seen[unit]?.push(load / mean);
  }
  const relative = seen.map((values) => (values.length > 0 ? meanOf(values) : undefined));
  const known = seen.filter((values) => values.length > 1);
  const total = known.reduce((sum, values) => sum + values.length, 0);
  if (known.length < 2) return { persistentShare: 0, relative };
  const grand = meanOf(known.flat());
  const within = squaresOf(known, (values) => meanOf(values)) / (total - known.length);
  const between =
    known.reduce((sum, values) => sum + values.length * (meanOf(values) - grand) ** 2, 0) /
    (known.length - 1);
  const sizes = known.reduce((sum, values) => sum + values.length ** 2, 0);
  const perUnit = (total - sizes / total) / (known.length - 1);
  const component = Math.max(0, (between - within) / perUnit);
  const sum = component + within;
  return { persistentShare: sum > 0 ? component / sum : 0, relative };
}

function squaresOf(groups: readonly number[][], centerOf: (values: number[]) => number): number {
  return groups.reduce((sum, values) => {
    const center = centerOf(values);
    return sum + values.reduce((squares, value) => squares + (value - center) ** 2, 0);
  }, 0);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
