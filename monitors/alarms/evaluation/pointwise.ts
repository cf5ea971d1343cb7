import type { MetricQuery } from '../../definitions/metric.ts';
import { expressionFacts } from '../../metric-math/facts/facts.ts';
import { parseExpression } from '../../metric-math/parser/parse.ts';
import { kindOfQueries } from '../../metric-math/queries/kind-of.ts';

const always = [
  'ABS',
  'CEIL',
  'FLOOR',
  'LOG',
  'LOG10',
  'IF',
  'FILL',
  'METRICS',
  'PERIOD',
  'MINUTE',
  'HOUR',
  'DAY',
  'DATE',
  'MONTH',
  'YEAR',
  'EPOCH',
];
/** Of an array they go by period; of one series they are a number that rests on all of its range. */
const ofArrays = ['AVG', 'MAX', 'MIN', 'SUM', 'STDDEV'];

/** Whether each datapoint of all queries rests on its own period alone, so that a range need not be computed as a whole. */
export function isPointwise(queries: readonly MetricQuery[]): boolean {
  const kindOf = kindOfQueries(queries);
  return queries.every(({ expression }) => {
    if (expression === undefined) return true;
    const parsed = parseExpression(expression);
    if (!parsed.ok || /REPEAT|LINEAR/.test(expression)) return false;
    const { language, functions } = expressionFacts(parsed.expression, kindOf);
    return (
      language === 'metric-math' &&
      functions.every(
        ({ name, result }) =>
          always.includes(name) || (ofArrays.includes(name) && result === 'series'),
      )
    );
  });
}
