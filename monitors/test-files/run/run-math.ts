import { queriesOf } from '../../alarms/evaluation/settings.ts';
import type { DefinitionSet } from '../../definitions/definition.ts';
import { ofKind } from '../../definitions/definition.ts';
import type { MetricQuery, MetricStat } from '../../definitions/metric.ts';
import { evaluateQueries } from '../../metric-math/evaluation/evaluate-queries.ts';
import type { Result } from '../../metric-math/evaluation/result.ts';
import type { Series } from '../../metrics/datapoint.ts';
import { formatSpan } from '../../play/time.ts';
import { locationOf } from '../file/part.ts';
import type { MathCase } from '../file/test-case.ts';
import { checkMathNames } from './check-names.ts';
import type { Failure } from './result.ts';

/** The id of an expression that stands alone. */
const own = 'expression';

/**
 * What is not as a test of metric math expects it.
 * @throws bad-text when it names what the definitions do not have
 */
export function mathFailures(test: MathCase, set: DefinitionSet): readonly Failure[] {
  const { of, series, period, expect } = test;
  if ('query' in of) checkMathNames(of, series, set);
  const id = 'query' in of ? of.query.value : own;
  const failed = (problem: string): Failure[] => [
    { alarm: 'query' in of ? of.alarm.value : id, problem, location: locationOf(expect.part) },
  ];
  const result = resultOf(test, set, id);
  if (result === undefined || result.kind === 'unavailable' || result.kind === 'invalid')
    return failed(`it could not be evaluated: ${result?.reason ?? `there is no ${id}`}`);
  if (result.kind === 'array') return failed('it is an array of time series, not one');
  const got = result.kind === 'scalar' ? expect.value.map(() => result.value) : result.values;
  const at = Array.from({ length: Math.max(got.length, expect.value.length) }).findIndex(
    (_, index) => !isSame(got[index] ?? null, expect.value[index] ?? null),
  );
  if (at === -1) return [];
  const when = formatSpan(at * period * 1000);
  return failed(`expected ${shown(expect.value[at])} at ${when}, got ${shown(got[at])}`);
}

function resultOf({ of, series, period }: MathCase, set: DefinitionSet, id: string) {
  const stand = (name: string): MetricStat => ({
    namespace: '',
    metricName: name,
    stat: 'Sum',
    period,
  });
  const given = new Map(series.map(({ id: name, values }) => [name.value, values]));
  const queries: readonly MetricQuery[] =
    'query' in of
      ? ofKind(set.definitions, 'metric-alarm')
          .filter(({ name }) => name === of.alarm.value)
          .flatMap(queriesOf)
          .map((query) =>
            query.metric === undefined ? query : { ...query, metric: stand(query.id) },
          )
      : [
          { id: own, expression: of.value, period },
          ...[...given.keys()].map((name) => ({ id: name, metric: stand(name) })),
        ];
  const length = Math.max(0, ...[...given.values()].map((values) => values.length));
  const starts = Array.from({ length }, (_, index) => index * period * 1000);
  const source = {
    datapoint: ({ metricName }: MetricStat, start: number) => {
      const value = given.get(metricName)?.[start / (period * 1000)] ?? null;
      return value === null ? undefined : { value, sampleCount: 1 };
    },
  };
  // What is given of an expression stands for what only AWS can compute.
  const results: ReadonlyMap<string, Series> = new Map(
    [...given].map(([name, values]) => [name, starts.map((_, index) => values[index] ?? null)]),
  );
  const evaluated: ReadonlyMap<string, Result> = evaluateQueries({
    queries,
    starts,
    period,
    source,
    given: results,
  });
  return evaluated.get(id);
}

/** Whether two values are the same, but for what comes of adding and dividing numbers in binary. */
function isSame(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

function shown(value: number | null | undefined): string {
  return value === null || value === undefined ? 'none' : String(value);
}
