/** Where an argument is not called as AWS's property, in the spelling of Terraform. */
const others: ReadonlyMap<string, string> = new Map(
  Object.entries({
    DashboardBody: 'dashboard_body',
    EvaluateLowSampleCountPercentile: 'evaluate_low_sample_count_percentiles',
    FilterName: 'name',
    FilterPattern: 'pattern',
    MetricStat: 'metric',
    MetricTransformations: 'metric_transformation',
    MetricValue: 'value',
    Metrics: 'metric_query',
    OKActions: 'ok_actions',
    TopicName: 'name',
  }),
);

/** What a user of Terraform calls a property of AWS's: `EvaluationPeriods` is `evaluation_periods`. */
export function argumentName(property: string): string {
  return others.get(property) ?? property.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
}
