/** The observations of a stretch of time. */
export interface Sample {
  count: number;
  sum: number;
  minimum: number;
  maximum: number;
  /** Each value and how often it was seen; left out while nobody asks for percentiles. */
  readonly values?: Map<number, number>;
}

export function emptySample(withValues: boolean): Sample {
  if (!withValues) return { count: 0, sum: 0, minimum: Infinity, maximum: -Infinity };
  return { count: 0, sum: 0, minimum: Infinity, maximum: -Infinity, values: new Map() };
}

/** Adds a value that was seen `count` times. */
export function addValue(sample: Sample, value: number, count: number): void {
  sample.count += count;
  sample.sum += value * count;
  if (value < sample.minimum) sample.minimum = value;
  if (value > sample.maximum) sample.maximum = value;
  if (sample.values !== undefined)
    sample.values.set(value, (sample.values.get(value) ?? 0) + count);
}

/** Adds the count, sum and extremes of another sample. */
export function addSample(sample: Sample, other: Sample): void {
  sample.count += other.count;
  sample.sum += other.sum;
  sample.minimum = Math.min(sample.minimum, other.minimum);
  sample.maximum = Math.max(sample.maximum, other.maximum);
}
