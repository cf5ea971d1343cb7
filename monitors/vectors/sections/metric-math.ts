import { z } from 'zod';
import type { MetricQuery } from '../../definitions/metric.ts';
import { evaluateQueries } from '../../metric-math/evaluation/evaluate-queries.ts';
import type { MetricSource } from '../../metrics/datapoint.ts';
import { evidence, openness } from '../rows/evidence.ts';
import type { Row } from '../rows/row.ts';
import { section } from '../rows/section.ts';

const series = z.array(z.number().nullable());

/**
 * Any further property is an input: a list is a series, a number a scalar; texts are remarks. `period`, in seconds, and
 * `start`, an ISO 8601 instant, also tell how long the periods are and when they begin. `out` is `reject` where AWS would
 * not take the expression.
 */
const vector = z
  .object({
    ...evidence,
    expr: z.string(),
    out: z.union([series, z.array(series), z.number(), z.string()]),
  })
  .catchall(z.union([series, z.number(), z.string(), z.boolean()]));

const form = z.object({ vectors: z.array(vector) });

type Vector = z.infer<typeof vector>;

/** What expressions come to over some series. */
export const metricMath = section('metricMath', form, ({ vectors }) => vectors.map(rowOf));

const usualPeriod = 60;
const usualStart = Date.UTC(2026, 0, 1);
const known = ['expr', 'out', ...Object.keys(evidence)];

function rowOf(row: Vector, index: number): Row {
  const period = typeof row['period'] === 'number' ? row['period'] : usualPeriod;
  const start = typeof row['start'] === 'string' ? Date.parse(row['start']) : usualStart;
  const begin = Number.isNaN(start) ? usualStart : start;
  const inputs = Object.entries(row).filter(([name]) => !known.includes(name));
  const lists = inputs.flatMap(([id, value]): [string, readonly (number | null)[]][] =>
    isSeries(value) ? [[id, value]] : [],
  );
  const outLength = Array.isArray(row.out) && lists.length === 0 ? row.out.length : 0;
  const length = Math.max(outLength, ...lists.map(([, values]) => values.length));
  const results = evaluateQueries({
    queries: [
      ...inputs.flatMap(([name, value]) => queryOf(name, value, period)),
      { id: 'vectorresult', expression: row.expr, period },
    ],
    starts: Array.from({ length }, (_, place) => begin + place * period * 1000),
    period,
    source: sourceOf(new Map(lists), begin, period),
  });
  const result = results.get('vectorresult');
  const id = `metricMath.vectors[${index}]`;
  const open = openness(row);
  const outcome = (got: unknown): Row => ({ id, expected: row.out, got, ...open });
  if (result?.kind === 'series') return outcome(nearly(result.values, row.out));
  if (result?.kind === 'scalar') return outcome(nearly([result.value], [row.out])[0]);
  if (result?.kind === 'array') return outcome(result.series);
  if (result?.kind === 'invalid' && row.out === 'reject') return outcome('reject');
  return outcome(`${result?.kind ?? 'none'}: ${result?.reason ?? ''}`);
}

function isSeries(value: unknown): value is readonly (number | null)[] {
  return Array.isArray(value) && value.every((item) => item === null || typeof item === 'number');
}

function queryOf(id: string, value: unknown, period: number): MetricQuery[] {
  if (typeof value === 'number')
    return [{ id, expression: String(value), period, returnData: false }];
  if (!isSeries(value)) return [];
  const metric = { namespace: 'Vector', metricName: id, stat: 'Average', period };
  return [{ id, metric, returnData: false }];
}

function sourceOf(
  lists: ReadonlyMap<string, readonly (number | null)[]>,
  begin: number,
  period: number,
): MetricSource {
  return {
    datapoint({ metricName }, start) {
      const value = lists.get(metricName)?.[(start - begin) / (period * 1000)] ?? undefined;
      return value === undefined ? undefined : { value, sampleCount: 1 };
    },
  };
}

/** The values, and where one differs from the expected one by less than rows are written with, the expected one. */
function nearly(values: readonly (number | null)[], expected: unknown): (number | null)[] {
  const wanted: readonly unknown[] = Array.isArray(expected) ? expected : [];
  return values.map((value, place) => {
    const other = wanted[place];
    if (value === null || typeof other !== 'number') return value;
    return Math.abs(value - other) <= 1e-9 * Math.max(1, Math.abs(value)) ? other : value;
  });
}
