import type {
  ScriptSummary,
  ScriptThreshold,
} from '../../../../core/run-folder/files/script-summary.ts';
import type { LogSummary } from './log-summary.ts';
import { aggregationIn, quantileIn, selectionIn } from './condition.ts';
import { type ExportedMetric, type Exported, type Group, readExport } from './export.ts';
import { aggregated, selectedValues } from './selected-values.ts';

/**
 * What a script came to by its own measure: from k6's summary, its points and its log.
 * @param summary path of what k6 wrote with `--summary-export`
 * @param points path of the points that it wrote, gzip
 */
export async function scriptSummary(
  summary: string,
  points: string,
  { exceptions, outsideExceptions, consoleErrors, engineErrors }: LogSummary,
): Promise<ScriptSummary> {
  const exported = inOrder(await readExport(summary));
  return {
    thresholds: exported === undefined ? null : await thresholdsOf(exported, points),
    checks: exported === undefined ? [] : checksOf(exported.root_group),
    metrics: exported === undefined ? [] : metricsOf(exported),
    exceptions,
    outsideExceptions,
    consoleErrors,
    engineErrors,
  };
}

/** k6 gives its metrics, and the thresholds of each, in an order that changes. */
function inOrder(exported: Exported | undefined): Exported | undefined {
  if (exported === undefined) return undefined;
  const metrics = byName(exported.metrics).map(
    ([name, metric]) => [name, { ...metric, thresholds: byName(metric.thresholds) }] as const,
  );
  return { ...exported, metrics };
}

function byName<T>(entries: readonly (readonly [string, T])[]): (readonly [string, T])[] {
  return entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function checksOf({ path, checks, groups }: Group): ScriptSummary['checks'] {
  const own = checks.map(({ name, passes, fails }) => ({ name, group: path, passes, fails }));
  return [...own, ...groups.flatMap(checksOf)];
}

function metricsOf({ metrics }: Exported): ScriptSummary['metrics'] {
  return metrics.map(([name, metric]) => ({
    name,
    kind: kindOf(metric),
    values: metric.values
      .map(([figure, value]): [string, number] => [figure, value])
      .toSorted(([a], [b]) => placeOf(a) - placeOf(b)),
  }));
}

/** Figures as people look for them; percentiles, which scripts choose, come last. */
const order = ['count', 'rate', 'value', 'passes', 'fails', 'avg', 'min', 'med', 'max'];

function placeOf(figure: string): number {
  const place = order.indexOf(figure);
  return place === -1 ? order.length + (quantileIn(figure) ?? 1) : place;
}

/** k6 does not name the kind, but each has figures that no other has. */
function kindOf({ values }: ExportedMetric): ScriptSummary['metrics'][number]['kind'] {
  const names = new Set(values.map(([name]) => name));
  if (names.has('passes')) return 'rate';
  if (names.has('value')) return 'gauge';
  return names.has('count') && names.has('rate') ? 'counter' : 'trend';
}

async function thresholdsOf({ metrics }: Exported, points: string): Promise<ScriptThreshold[]> {
  const asked = metrics.flatMap(([name, metric]) =>
    metric.thresholds.map(([condition, crossed]) => ({ name, metric, condition, crossed })),
  );
  const trends = [...new Set(asked.filter(needsPoints).map(({ name }) => name))];
  const values = new Map<string, readonly number[]>();
  if (trends.length > 0) {
    const sorted = await selectedValues(points, trends.map(selectionIn));
    for (const [index, name] of trends.entries()) values.set(name, sorted[index] ?? []);
  }
  return asked.map(({ name, metric, condition, crossed }) => ({
    metric: name,
    condition,
    crossed,
    ...valueOf(metric, condition, values.get(name)),
  }));
}

/** A trend has only the figures that the summary was asked for, and zeros where nothing was measured. */
function needsPoints({
  metric,
  condition,
}: {
  metric: ExportedMetric;
  condition: string;
}): boolean {
  if (kindOf(metric) !== 'trend') return false;
  const aggregation = aggregationIn(condition);
  return (
    !metric.values.some(([name]) => name === aggregation) ||
    metric.values.every(([, value]) => value === 0)
  );
}

/** `sorted`: the values of a trend, where they were needed. */
function valueOf(
  metric: ExportedMetric,
  condition: string,
  sorted: readonly number[] | undefined,
): Pick<ScriptThreshold, 'value' | 'measured'> {
  const aggregation = aggregationIn(condition) ?? '';
  const figures = new Map(metric.values);
  const kind = kindOf(metric);
  if (sorted !== undefined) {
    return { value: aggregated(sorted, aggregation) ?? null, measured: sorted.length > 0 };
  }
  if (kind === 'rate') {
    const points = (figures.get('passes') ?? 0) + (figures.get('fails') ?? 0);
    const value = points === 0 ? null : (figures.get('value') ?? null);
    return { value, measured: points > 0 };
  }
  // A counter that nothing was added to may well be what is asked for.
  return { value: figures.get(aggregation) ?? null, measured: true };
}
