import type { MetricFilter } from '../definitions/metric-filter.ts';
import type { Dimensions } from '../definitions/metric.ts';
import type { CompiledFilterPattern } from '../filter-pattern/matcher/compile.ts';
import { extract } from '../filter-pattern/matcher/extract.ts';

/** What a line that matches gives to its filter's metric. */
export interface FilterValue {
  readonly value: number;
  readonly dimensions?: Dimensions;
}

/** A number as CloudWatch Logs takes it from a line: all of the text, no unit after it. */
export function numberIn(text: string): number | undefined {
  if (!/^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** Whether the filter publishes the same number for every line, without dimensions: then matches need only be counted. */
export function constantValue({ transformation }: MetricFilter): number | undefined {
  return transformation.dimensions === undefined ? numberIn(transformation.value) : undefined;
}

/**
 * The value and dimensions that a line gives, or undefined where it publishes nothing: it does not match, the value is no
 * number, or it lacks the field of a dimension.
 */
export function valueOf(
  { transformation }: MetricFilter,
  compiled: CompiledFilterPattern,
  line: string,
): FilterValue | undefined {
  const fields = Object.entries(transformation.dimensions ?? {});
  const fixed = numberIn(transformation.value);
  const references = fields.map(([, reference]) => reference);
  if (fixed === undefined) references.push(transformation.value);
  const extracted = extract(compiled, line, references);
  if (extracted === undefined) return undefined;
  const value = fixed ?? numberIn(extracted[transformation.value] ?? '');
  if (value === undefined) return undefined;
  if (fields.length === 0) return { value };
  const dimensions: Record<string, string> = {};
  for (const [name, reference] of fields) {
    const found = extracted[reference];
    if (found === undefined || found === '') return undefined;
    dimensions[name] = found;
  }
  return { value, dimensions };
}
