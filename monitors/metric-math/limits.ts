/** What AWS allows, and one bound of ours. */
export const metricMathLimits = {
  /**
   * Characters of an expression of an alarm.
   * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html
   */
  expressionLength: 2048,
  /** Characters of an id, same page. */
  idLength: 255,
  /** Queries of an alarm that name a metric, same page. */
  metricsOfAlarm: 10,
  /** Queries of an alarm that hold an expression, same page. */
  expressionsOfAlarm: 10,
  /**
   * Arguments of LAMBDA after the name of the function.
   * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_MultiDataSources-Custom-Use.html
   */
  lambdaArguments: 20,
  /** Parentheses, calls, lists and minus signs inside one another. Ours: AWS states none. */
  nesting: 100,
} as const;
