import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import { expressionFacts } from '../../metric-math/facts/facts.ts';
import { parseExpression } from '../../metric-math/parser/parse.ts';
import { kindOfQueries } from '../../metric-math/queries/kind-of.ts';
import { undocumentedMath } from '../../metric-math/undocumented.ts';
import { parseStatistic } from '../../metrics/statistics/statistic.ts';
import { queriesOf, singleMetric } from '../evaluation/settings.ts';

/** Notes where an alarm rests on a choice made here because AWS is silent, as far as its definition tells. */
export function noteSilences(alarm: MetricAlarm, note: (text: string) => void): void {
  const queries = queriesOf(alarm);
  const kindOf = kindOfQueries(queries);
  for (const { id, expression } of queries) {
    const parsed = expression === undefined ? undefined : parseExpression(expression);
    if (parsed?.ok !== true) continue;
    for (const code of expressionFacts(parsed.expression, kindOf).undocumented)
      note(`AWS does not document a point of "${id}". Assumed here: ${undocumentedMath[code]}`);
  }
  if (alarm.evaluationPeriods > 1 && ignoresLowSamples(alarm))
    note(
      'AWS does not document how samples are counted over several periods. Assumed here: all evaluated periods together.',
    );
}

function ignoresLowSamples(alarm: MetricAlarm): boolean {
  const statistic = parseStatistic(singleMetric(alarm)?.stat ?? '');
  return alarm.evaluateLowSampleCountPercentile === 'ignore' && statistic?.kind === 'percentile';
}
