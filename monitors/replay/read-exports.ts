import { groupBy } from '../../core/group-by.ts';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { knownError, reasonOf } from '../../core/errors.ts';
import type { Dimensions } from '../definitions/metric.ts';
import { decoded, readBytes, whyUnreadable } from '../source/read-file.ts';
import { timedLines, type TimedLine } from '../play/timed-lines.ts';

/** Values of a metric as CloudWatch gave them out. */
export interface ExportedMetric {
  /** Of the query; undefined for GetMetricStatistics. */
  readonly id?: string;
  readonly label: string;
  /** What was asked for, where a file says it. */
  readonly asked?: {
    readonly namespace: string;
    readonly metricName: string;
    readonly dimensions: Dimensions;
    readonly stat: string;
    readonly period: number;
  };
  readonly stat?: string;
  readonly points: readonly { readonly at: number; readonly value: number }[];
}

/** The lines of one file of a log group. */
export interface ExportedLog {
  readonly path: string;
  /** Where the file says it. */
  readonly group?: string;
  readonly lines: readonly TimedLine[];
}

export interface Exports {
  readonly paths: readonly string[];
  readonly metrics: readonly ExportedMetric[];
  readonly logs: readonly ExportedLog[];
}

const time = z.union([
  z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
  // Seconds since 1970, as older versions of AWS's command line print them.
  z.number().transform((seconds) => seconds * 1000),
]);

const query = z.object({
  Id: z.string(),
  MetricStat: z
    .object({
      Metric: z.object({
        Namespace: z.string(),
        MetricName: z.string(),
        Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
      }),
      Period: z.number(),
      Stat: z.string(),
    })
    .optional(),
});

/** What GetMetricData is asked and answers, GetMetricStatistics answers, and log events in three forms. */
const document = z.object({
  MetricDataQueries: z.array(query).optional(),
  MetricDataResults: z
    .array(
      z.object({
        Id: z.string(),
        Label: z.string().default(''),
        Timestamps: z.array(time),
        Values: z.array(z.number()),
      }),
    )
    .optional(),
  Label: z.string().optional(),
  Datapoints: z.array(z.looseObject({ Timestamp: time })).optional(),
  events: z.array(z.object({ timestamp: z.number(), message: z.string() })).optional(),
  results: z.array(z.array(z.object({ field: z.string(), value: z.string() }))).optional(),
});

type Document = z.infer<typeof document>;

const expected =
  'JSON of GetMetricData, GetMetricStatistics, FilterLogEvents, GetLogEvents or a Logs Insights query, the queries of GetMetricData, or lines of a log with their times';

/**
 * Reads what was exported of CloudWatch: metrics with what was asked for, in the same file or another, and log lines.
 * @throws unreadable-file
 */
export async function readExports(
  paths: readonly { readonly path: string; readonly shownAs: string }[],
): Promise<Exports> {
  const read = await Promise.all(
    paths.map(async ({ path, shownAs }) => ({ path: shownAs, ...(await readOne(path, shownAs)) })),
  );
  const queries = new Map(
    read.flatMap(({ json }) => (json?.MetricDataQueries ?? []).map((one) => [one.Id, one])),
  );
  return {
    paths: paths.map(({ shownAs }) => shownAs),
    metrics: read.flatMap(({ json }) => (json === undefined ? [] : metricsIn(json, queries))),
    logs: read.flatMap(({ path, json, lines }) => [
      ...(lines === undefined ? [] : [{ path, lines }]),
      ...(json === undefined ? [] : logsIn(json, path)),
    ]),
  };
}

interface Content {
  readonly json?: Document;
  readonly lines?: readonly TimedLine[];
}

async function readOne(path: string, shownAs: string): Promise<Content> {
  const refuse = (reason: string, cause?: unknown): Error =>
    knownError('unreadable-file', { what: 'The export', path: shownAs, reason, expected }, cause);
  const bytes = await readBytes(path).catch((error: unknown) => {
    throw refuse(whyUnreadable(error), error);
  });
  const zipped = path.endsWith('.gz');
  const text = decoded(zipped ? gunzipSync(bytes) : bytes);
  if (/^\s*[[{]/.test(text) && !/^\{.*\}\s*\n\s*\{/.test(text)) {
    const json: unknown = parsed(text, refuse);
    const whole = document.safeParse(Array.isArray(json) ? { MetricDataQueries: json } : json);
    if (!whole.success) throw refuse('it is JSON of another kind', whole.error);
    if (Object.keys(whole.data).length === 0) throw refuse('it is JSON of another kind');
    return { json: whole.data };
  }
  const lines = timedLines(text);
  if (lines === undefined) throw refuse('no line has a time');
  // An export to S3, which is packed, puts the time of its event before each line.
  const message = (line: string): string =>
    zipped ? line.replace(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z /, '') : line;
  return { lines: lines.map((line) => ({ ...line, message: message(line.message) })) };
}

function parsed(text: string, refuse: (reason: string, cause: unknown) => Error): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refuse(`it is not JSON: ${reasonOf(error)}`, error);
  }
}

function metricsIn(
  { MetricDataResults = [], Datapoints = [], Label = '' }: Document,
  queries: ReadonlyMap<string, z.infer<typeof query>>,
): ExportedMetric[] {
  const results = MetricDataResults.map(({ Id, Label: label, Timestamps, Values }) => {
    const asked = queries.get(Id)?.MetricStat;
    const points = Timestamps.map((at, index) => ({ at, value: Values[index] ?? Number.NaN }))
      .filter(({ value }) => !Number.isNaN(value))
      .toSorted((a, b) => a.at - b.at);
    if (asked === undefined) return { id: Id, label, points };
    const { Metric, Period, Stat } = asked;
    const dimensions = Object.fromEntries(
      Metric.Dimensions.map(({ Name, Value }) => [Name, Value]),
    );
    const { Namespace: namespace, MetricName: metricName } = Metric;
    return {
      id: Id,
      label,
      asked: { namespace, metricName, dimensions, stat: Stat, period: Period },
      stat: Stat,
      points,
    };
  });
  const stats = [...new Set(Datapoints.flatMap((point) => Object.keys(point)))].filter((key) =>
    Datapoints.some((point) => typeof point[key] === 'number' && key !== 'Timestamp'),
  );
  return [
    ...results,
    ...stats.map((stat) => ({
      label: Label,
      stat,
      points: Datapoints.flatMap((point) => {
        const value = point[stat];
        return typeof value === 'number' ? [{ at: point.Timestamp, value }] : [];
      }).toSorted((a, b) => a.at - b.at),
    })),
  ];
}

function logsIn({ events, results }: Document, path: string): ExportedLog[] {
  const rows = (results ?? []).flatMap((fields) => {
    const row = new Map(fields.map(({ field, value }) => [field, value]));
    const at = Date.parse(`${(row.get('@timestamp') ?? '').replace(' ', 'T')}Z`);
    const message = row.get('@message');
    return message === undefined || Number.isNaN(at)
      ? []
      : [{ at, message, group: row.get('@log')?.replace(/^\d{12}:/, '') }];
  });
  const byGroup = groupBy(rows, ({ group }) => group);
  return [
    ...(events === undefined
      ? []
      : [{ path, lines: events.map(({ timestamp, message }) => ({ at: timestamp, message })) }]),
    ...[...byGroup].map(([group, lines]) => ({
      path,
      ...(group === undefined ? {} : { group }),
      lines: lines.toSorted((a, b) => a.at - b.at),
    })),
  ];
}
