/**
 * Limits of CloudWatch dashboards:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html,
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html (the name) and
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html (metrics).
 */
export const dashboardLimits = {
  columns: 24,
  widgets: 500,
  height: 1000,
  variables: 25,
  /** Metrics and expressions in one graph. */
  metricsPerWidget: 500,
  /** Over all widgets. */
  metrics: 2500,
  alarmsPerWidget: 100,
  /** An ISO 8601 duration of one unit: what both CloudWatch and Grafana can say. */
  lookBack: /^P(\d+[DWMY]|T\d+[HMS])$/,
  name: /^[A-Za-z0-9_-]{1,255}$/,
} as const;
