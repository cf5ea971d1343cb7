import type {
  ScriptSummary,
  ScriptThreshold,
} from '../../../../core/run-folder/files/script-summary.ts';
import type { SummaryPart } from '../../../engine.ts';
import { mergedChecks, mergedErrors, mergedThresholds } from '../../../merged-thresholds.ts';
import { aggregationIn, isMet, selectionIn } from './condition.ts';
import { aggregated, selectedValues } from './selected-values.ts';

type Metric = ScriptSummary['metrics'][number];
type Figures = ReadonlyMap<string, number>;

/**
 * What a script came to that several k6 played together, as one k6 tells it of all their points: counters add up, rates are
 * shares of all that was counted, and trends are taken from all points. Of a gauge each has a last value of its own.
 */
export async function mergedSummary(parts: readonly SummaryPart[]): Promise<ScriptSummary> {
  const summaries = parts.map(({ summary }) => summary);
  const kinds = kindsOf(summaries);
  const outputs = parts.flatMap((part) => part.outputs);
  const values = await trendValues(kinds, outputs);
  const metrics = [...kinds].map(([name, kind]): Metric => {
    const own = summaries.map((one) => one.metrics.find((metric) => metric.name === name)?.values);
    const figures = own.map((one): Figures => new Map(one));
    const names = [...new Set(own.flatMap((one) => one ?? []).map(([figure]) => figure))];
    const figure = figureOf(kind, figures, values.get(name) ?? []);
    return {
      name,
      kind,
      values: names.flatMap((one): Metric['values'] => {
        const value = figure(one);
        return value === undefined || !Number.isFinite(value) ? [] : [[one, value]];
      }),
    };
  });
  const figuresOf = new Map(metrics.map((metric) => [metric.name, new Map(metric.values)]));
  return {
    thresholds: mergedThresholds(summaries, ({ metric, condition }) => {
      const kind = kinds.get(metric);
      if (kind === undefined || kind === 'gauge') return undefined;
      const aggregation = aggregationIn(condition) ?? '';
      const value =
        kind === 'trend'
          ? aggregated(values.get(metric) ?? [], aggregation)
          : figuresOf.get(metric)?.get(kind === 'rate' ? 'value' : aggregation);
      return judged(value, kind, condition);
    }),
    checks: mergedChecks(summaries),
    metrics,
    ...mergedErrors(summaries),
  };
}

/** Of every metric but k6's own virtual users, which the parts count each for itself. */
function kindsOf(summaries: readonly ScriptSummary[]): ReadonlyMap<string, Metric['kind']> {
  const all = summaries.flatMap(({ metrics }) => metrics);
  const sorted = all.toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
  return new Map(
    sorted
      .filter(({ name }) => name !== 'vus' && name !== 'vus_max')
      .map(({ name, kind }) => [name, kind]),
  );
}

/** All values of each trend, sorted. */
async function trendValues(
  kinds: ReadonlyMap<string, Metric['kind']>,
  outputs: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const names = [...kinds].flatMap(([name, kind]) => (kind === 'trend' ? [name] : []));
  const all = names.map((): (readonly number[])[] => []);
  for (const output of outputs) {
    const found = await selectedValues(output, names.map(selectionIn));
    for (const [index, own] of found.entries()) all[index]?.push(own);
  }
  return new Map(
    names.map((name, index) => [name, (all[index] ?? []).flat().toSorted((a, b) => a - b)]),
  );
}

/** What of a gauge can be told of all parts. */
const extremes: ReadonlyMap<string, (values: readonly number[]) => number> = new Map([
  ['min', (values: readonly number[]) => Math.min(...values)],
  ['max', (values: readonly number[]) => Math.max(...values)],
]);

/** A figure of the whole by its name; undefined where there is none. */
function figureOf(
  kind: Metric['kind'],
  parts: readonly Figures[],
  values: readonly number[],
): (name: string) => number | undefined {
  const told = (name: string): number[] => parts.flatMap((figures) => figures.get(name) ?? []);
  const sum = (name: string): number => told(name).reduce((total, one) => total + one, 0);
  const seconds = parts.map((own) => (own.get('count') ?? 0) / (own.get('rate') ?? Infinity));
  const figures: Readonly<Record<Metric['kind'], (name: string) => number | undefined>> = {
    counter: (name) => (name === 'count' ? sum(name) : sum('count') / Math.max(...seconds)),
    rate: (name) => (name === 'value' ? sum('passes') / (sum('passes') + sum('fails')) : sum(name)),
    trend: (name) => (name === 'count' ? values.length : aggregated(values, name)),
    gauge: (name) => extremes.get(name)?.(told(name)),
  };
  return figures[kind];
}

function judged(
  value: number | undefined,
  kind: Metric['kind'],
  condition: string,
): Pick<ScriptThreshold, 'value' | 'crossed' | 'measured'> | undefined {
  if (value !== undefined) {
    const met = isMet(condition, value);
    return met === undefined ? undefined : { value, crossed: !met, measured: true };
  }
  // Nobody measured anything.
  return kind === 'counter' ? undefined : { value: null, crossed: false, measured: false };
}
