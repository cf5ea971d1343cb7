import type { MetricQuery } from '../../../definitions/metric.ts';
import type { BodyProperties, MetricOptions } from './body-schema.ts';

type Entry = readonly (string | MetricOptions)[];

/** CloudWatch's defaults for a graph that names none. */
const defaults = { stat: 'Average', period: 300 } as const;

/** The `metrics` array of a widget as queries; entries without an id get one. */
export function metricQueries(properties: BodyProperties): MetricQuery[] {
  const entries = properties.metrics ?? [];
  const taken = new Set(entries.map((entry) => optionsOf(entry).id));
  let previous: readonly string[] = [];
  let unnamed = 0;
  return entries.map((entry) => {
    const options = optionsOf(entry);
    let { id } = options;
    while (id === undefined) {
      unnamed += 1;
      if (!taken.has(`q${unnamed}`)) id = `q${unnamed}`;
    }
    const common = {
      id,
      ...(options.label === undefined ? {} : { label: options.label }),
      ...(options.visible === false ? { returnData: false } : {}),
      ...(options.accountId === undefined ? {} : { accountId: options.accountId }),
    };
    if (options.expression !== undefined) {
      const { expression, period } = options;
      return { ...common, expression, ...(period === undefined ? {} : { period }) };
    }
    previous = unfold(entry, previous);
    const [namespace = '', metricName = '', ...dimensions] = previous;
    return {
      ...common,
      metric: {
        namespace,
        metricName,
        dimensions: pairs(dimensions),
        stat: options.stat ?? properties.stat ?? defaults.stat,
        period: options.period ?? properties.period ?? defaults.period,
      },
    };
  });
}

function optionsOf(entry: Entry): MetricOptions {
  const last = entry.at(-1);
  return typeof last === 'object' ? last : {};
}

/** Writes out the shorthand: `.` is what stands there one entry before, `...` all that stands there up to the rest. */
function unfold(entry: Entry, previous: readonly string[]): string[] {
  const given = entry.filter((part) => typeof part === 'string');
  const dots = given.indexOf('...');
  const full =
    dots < 0
      ? given
      : [
          ...given.slice(0, dots),
          ...previous.slice(dots, previous.length - (given.length - dots - 1)),
          ...given.slice(dots + 1),
        ];
  return full.map((part, index) => (part === '.' ? (previous[index] ?? part) : part));
}

function pairs(parts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    parts.flatMap((name, index): [string, string][] =>
      index % 2 === 0 ? [[name, parts[index + 1] ?? '']] : [],
    ),
  );
}
