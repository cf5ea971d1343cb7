import { metricMathLimits } from '../limits.ts';
import { keyword, oneScalar, oneSeries, text, Unavailable } from './function.ts';
import type { MathFunction, Overload, Parameter } from './function.ts';
import type { ValueKind } from '../values.ts';

/** A function whose answer only AWS has: it is parsed and checked, and evaluating it gives the reason. */
function remote(name: string, needs: string, overloads: readonly Call[]): MathFunction {
  const evaluate = (): never => {
    throw new Unavailable(`${name} needs ${needs}, which only AWS has`);
  };
  return { name, overloads: overloads.map((overload): Overload => ({ ...overload, evaluate })) };
}

interface Call {
  readonly parameters: readonly Parameter[];
  readonly optional?: readonly Parameter[];
  readonly rest?: { readonly parameter: Parameter; readonly most: number };
  readonly result: readonly ValueKind[];
}

/**
 * DB_PERF_INSIGHTS: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_PerfInsights.Cloudwatch.html
 * INSIGHT_RULE_METRIC: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/ContributorInsights-GraphReportData.html
 * LAMBDA: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_MultiDataSources-Custom-Use.html
 * SEARCH: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html
 * SERVICE_QUOTA: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Quotas-Visualize-Alarms.html
 */
export const remoteFunctions: readonly MathFunction[] = [
  remote('DB_PERF_INSIGHTS', 'the counters of Performance Insights', [
    { parameters: [text, text, text], result: ['series'] },
    { parameters: [text, text, { kind: 'texts' }], result: ['array'] },
  ]),
  remote('INSIGHT_RULE_METRIC', 'the report of a Contributor Insights rule', [
    { parameters: [text, text], result: ['series'] },
    // The statistic without quotes is seen as often in templates that deploy.
    {
      parameters: [
        text,
        keyword(
          'UniqueContributors',
          'MaxContributorValue',
          'SampleCount',
          'Sum',
          'Minimum',
          'Maximum',
          'Average',
        ),
      ],
      result: ['series'],
    },
  ]),
  remote('LAMBDA', 'the answer of a Lambda function', [
    {
      parameters: [text],
      rest: { parameter: { kind: 'literal' }, most: metricMathLimits.lambdaArguments },
      result: ['series', 'array'],
    },
  ]),
  remote('SEARCH', 'the list of all metrics', [
    { parameters: [text, text], optional: [oneScalar], result: ['series', 'array'] },
  ]),
  remote('SERVICE_QUOTA', "the account's quotas", [
    { parameters: [oneSeries], result: ['series'] },
  ]),
];
