import type { MetricQuery, MetricStat } from '../../definitions/metric.ts';
import type { MetricSource, Series } from '../../metrics/datapoint.ts';
import { Unavailable, type Band } from '../functions/function.ts';
import { planOf, type Step } from '../queries/plan.ts';
import { problemText } from '../queries/problem-text.ts';
import { finite, type Value } from '../values.ts';
import { evaluateAvailable, metricsInsights } from './available.ts';
import type { Evaluation } from './evaluate.ts';
import type { Result } from './result.ts';

export interface QueryEvaluation {
  /** Give the same array again for other periods: what can be known without data is kept with it. */
  readonly queries: readonly MetricQuery[];
  /** When each period begins, milliseconds since 1970, oldest first. */
  readonly starts: readonly number[];
  /** Seconds of a period, also of metrics that name another one. */
  readonly period: number;
  readonly source: MetricSource;
  /** By the id of the query with ANOMALY_DETECTION_BAND; one value a period. */
  readonly bands?: ReadonlyMap<string, Band> | undefined;
  /** Results of queries that only AWS can compute; one value a period. */
  readonly given?: ReadonlyMap<string, Series> | undefined;
}

/**
 * The result of every query by its id, over the periods that begin at `starts`. Queries may refer to one another in any
 * order. Never throws: what only AWS can compute is `unavailable`, what AWS would refuse is `invalid`, and what rests on
 * such a query is so too.
 */
export function evaluateQueries(request: QueryEvaluation): Map<string, Result> {
  const { starts, period, bands, given } = request;
  const plan = planOf(request.queries);
  const results = new Map<string, Result>();
  const metrics: { readonly id: string; readonly values: Series }[] = [];
  for (const [id, step] of plan)
    if (step.kind === 'metric') {
      const result = seriesOf(step.metric, request);
      results.set(id, result);
      metrics.push({ id, values: result.values });
    }
  const valueOf = (id: string) => valueIn(results, id);
  for (const [id, step] of plan)
    if (step.kind !== 'metric') {
      const values = given?.get(id);
      const evaluation = { starts, period, metrics, band: bands?.get(id), valueOf };
      results.set(
        id,
        values === undefined ? resultOf(step, evaluation) : { kind: 'series', values },
      );
    }
  return results;
}

function seriesOf(metric: MetricStat, { starts, period, source }: QueryEvaluation) {
  const values: (number | null)[] = [];
  const sampleCounts: number[] = [];
  for (const start of starts) {
    const datapoint = source.datapoint(metric, start, period);
    values.push(datapoint === undefined ? null : finite(datapoint.value));
    sampleCounts.push(datapoint?.sampleCount ?? 0);
  }
  return { kind: 'series', values, sampleCounts } as const;
}

function resultOf(step: Exclude<Step, { kind: 'metric' }>, evaluation: Evaluation): Result {
  if (step.kind === 'invalid') return { kind: 'invalid', reason: problemText(step.problem) };
  return step.kind === 'metrics-insights'
    ? metricsInsights
    : evaluateAvailable(step.root, evaluation);
}

function valueIn(results: ReadonlyMap<string, Result>, id: string): Value {
  const result = results.get(id);
  if (result?.kind === 'unavailable')
    throw new Unavailable(`it depends on "${id}", and ${result.reason}`);
  if (result === undefined || result.kind === 'invalid')
    throw new TypeError(`"${id}" passed the check but has no value`);
  return result;
}
