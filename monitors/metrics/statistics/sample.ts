/** The observations of a stretch of time. */
export interface Sample {
  count: number;
  sum: number;
  minimum: number;
  maximum: number;
  /** Each value and how often it was seen; left out while nobody asks for percentiles. */
  readonly values?: Map<number, number>;
}

/**
 * Different values that a sample keeps exactly; beyond, values are rounded to `roundedDigits`, so that a percentile is off
 * by at most 0.05 % and memory stays bounded however many observations come.
 */
export const exactValues = 4096;
const roundedDigits = 4;

export function emptySample(withValues: boolean): Sample {
  const sample = { count: 0, sum: 0, minimum: Infinity, maximum: -Infinity };
  return withValues ? { ...sample, values: new Map() } : sample;
}

/** Adds a value that was seen `count` times. */
export function addValue(sample: Sample, value: number, count: number): void {
  sample.count += count;
  sample.sum += value * count;
  if (value < sample.minimum) sample.minimum = value;
  if (value > sample.maximum) sample.maximum = value;
  if (sample.values !== undefined) addToValues(sample.values, value, count);
}

function addToValues(values: Map<number, number>, value: number, count: number): void {
  const exact = values.size < exactValues || values.has(value);
  const kept = exact ? value : Number(value.toPrecision(roundedDigits));
  values.set(kept, (values.get(kept) ?? 0) + count);
}

/** Adds all that another sample holds. */
export function addSample(sample: Sample, other: Sample): void {
  sample.count += other.count;
  sample.sum += other.sum;
  sample.minimum = Math.min(sample.minimum, other.minimum);
  sample.maximum = Math.max(sample.maximum, other.maximum);
  if (sample.values === undefined || other.values === undefined) return;
  for (const [value, count] of other.values)
    sample.values.set(value, (sample.values.get(value) ?? 0) + count);
}
