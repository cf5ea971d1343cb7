import type { Observation } from '../../metrics/observation.ts';
import type { Series } from '../../metrics/datapoint.ts';
import { entriesOf, fieldsOf, refuse, refuseText, required, textOf } from './part.ts';
import { parseSeries } from './series-notation.ts';
import type { Part } from './source.ts';
import type { BandInput, ResultInput, SeriesInput } from './test-case.ts';
import { durationOf, pastOrTimeOf, type Span } from './when.ts';

const minute = 60_000;

/** CloudWatch takes values of this size: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html */
const largest = 2 ** 360;

const keys = [
  'namespace',
  'metric',
  'dimensions',
  'values',
  'interval',
  'from',
  'count',
  'unit',
] as const;

/** Reads one of `series`: every value is published as PutMetricData would, one an interval. */
export function readSeries(part: Part, span: Span): SeriesInput {
  const fields = fieldsOf(part, keys);
  const namespace = textOf(
    required(part, fields.namespace, 'namespace', 'a namespace such as AWS/RDS'),
  );
  const metricName = textOf(required(part, fields.metric, 'metric', 'the name of a metric'));
  const metric = { namespace, metricName, ...dimensionsOf(fields.dimensions) };
  const rest = { ...countOf(fields.count), ...unitOf(fields.unit) };
  const values = required(part, fields.values, 'values', 'values such as 1+0x6 _x3');
  const observations: Observation[] = [];
  for (const { at, value } of pointsOf(values, fields, span)) {
    if (value === null) continue;
    if (Math.abs(value) > largest)
      throw refuse(values, `${value} is too large for CloudWatch`, 'values from -2^360 to 2^360');
    observations.push({ at, ...metric, value, ...rest });
  }
  return { part, metric, observations };
}

/** Reads one of `bands`: the lower and the upper end of an anomaly band, one pair an interval. */
export function readBand(part: Part, span: Span): BandInput {
  const fields = fieldsOf(part, ['alarm', 'lower', 'upper', 'interval', 'from']);
  const alarm = required(part, fields.alarm, 'alarm', 'the name of an alarm');
  const lower = pointsOf(required(part, fields.lower, 'lower', 'values'), fields, span);
  const upperPart = required(part, fields.upper, 'upper', 'values');
  const upper = pointsOf(upperPart, fields, span);
  if (lower.length !== upper.length)
    throw refuse(
      upperPart,
      `upper has ${upper.length} values, and lower ${lower.length}`,
      'the same number of each',
    );
  const points = lower.flatMap(({ at, value }, index) => {
    const above = upper[index]?.value ?? null;
    return value === null || above === null ? [] : [{ at, lower: value, upper: above }];
  });
  return { alarm: { value: textOf(alarm), part: alarm }, points };
}

/** Reads one of `results`: what a query of an alarm comes to, one value an interval. */
export function readResult(part: Part, span: Span): ResultInput {
  const fields = fieldsOf(part, ['alarm', 'query', 'values', 'interval', 'from']);
  const alarm = required(part, fields.alarm, 'alarm', 'the name of an alarm');
  const query = required(part, fields.query, 'query', 'the id of a query');
  const values = required(part, fields.values, 'values', 'values such as 1+0x6 _x3');
  return {
    alarm: { value: textOf(alarm), part: alarm },
    query: { value: textOf(query), part: query },
    points: pointsOf(values, fields, span).flatMap(({ at, value }) =>
      value === null ? [] : [{ at, value }],
    ),
  };
}

function pointsOf(
  values: Part,
  { from, interval }: { readonly from?: Part; readonly interval?: Part },
  span: Span,
): { at: number; value: number | null }[] {
  const begin = from === undefined ? span.start : pastOrTimeOf(from, textOf(from), span);
  const step = interval === undefined ? minute : durationOf(interval);
  return seriesOf(values).map((value, index) => ({ at: begin + index * step, value }));
}

/** A series in promtool's notation. */
export function seriesOf(part: Part): Series {
  const parsed = parseSeries(textOf(part, 'values such as 1+0x6 _x3'));
  if (!parsed.ok) throw refuseText(part, parsed.error);
  return parsed.values;
}

function dimensionsOf(part: Part | undefined): Pick<Observation, 'dimensions'> {
  if (part === undefined) return {};
  const entries = entriesOf(part, 'NAME: VALUE').map(
    ({ key, value }) => [key, textOf(value)] as const,
  );
  return entries.length === 0 ? {} : { dimensions: Object.fromEntries(entries) };
}

function countOf(part: Part | undefined): Pick<Observation, 'count'> {
  if (part === undefined) return {};
  const text = textOf(part);
  const count = Number(text);
  if (!/^\d+$/.test(text) || count === 0 || !Number.isSafeInteger(count))
    throw refuse(part, `"${text}" is not a number of observations`, 'a whole number, 1 or more');
  return { count };
}

function unitOf(part: Part | undefined): Pick<Observation, 'unit'> {
  return part === undefined ? {} : { unit: textOf(part) };
}
