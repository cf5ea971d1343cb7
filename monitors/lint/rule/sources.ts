const logs = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs';
const logsApi = 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference';
const guide = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring';
const api = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference';

/** The pages that rules rest on. */
export const sources = {
  filterSyntax: `${logs}/FilterAndPatternSyntax.html`,
  filterRegex: `${logs}/regex-expressions.html`,
  filterJson: `${logs}/matching-terms-json-log-events.html`,
  filterMetrics: `${logs}/FilterAndPatternSyntaxForMetricFilters.html`,
  logsQuotas: `${logs}/cloudwatch_limits_cwl.html`,
  logsMetrics: `${logs}/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html`,
  logClasses: `${logs}/CloudWatch_Logs_Log_Classes.html`,
  metricTransformation: `${logsApi}/API_MetricTransformation.html`,
  putMetricFilter: `${logsApi}/API_PutMetricFilter.html`,
  missingData: `${guide}/alarms-and-missing-data.html`,
  evaluation: `${guide}/alarm-evaluation.html`,
  wallClock: `${guide}/alarm-evaluation-window.html`,
  warmUp: `${guide}/alarm-warm-up.html`,
  lowSamples: `${guide}/percentiles-with-low-samples.html`,
  statistics: `${guide}/Statistics-definitions.html`,
  alarmLimits: `${guide}/alarm-limits.html`,
  alarmActions: `${guide}/alarm-actions.html`,
  metricMath: `${guide}/using-metric-math.html`,
  metricsInsights: `${guide}/query_with_cloudwatch-metrics-insights.html`,
  anomaly: `${guide}/CloudWatch_Anomaly_Detection.html`,
  combining: `${guide}/alarm-combining.html`,
  suppression: `${guide}/alarm-suppression.html`,
  muteRules: `${guide}/alarm-mute-rules.html`,
  concepts: `${guide}/cloudwatch_concepts.html`,
  recommended: `${guide}/Best_Practice_Recommended_Alarms_AWS_Services.html`,
  insightsEcs: `${guide}/Container-Insights-enhanced-observability-metrics-ECS.html`,
  putMetricAlarm: `${api}/API_PutMetricAlarm.html`,
  putCompositeAlarm: `${api}/API_PutCompositeAlarm.html`,
  listMetrics: `${api}/API_ListMetrics.html`,
  dashboardBody: `${api}/CloudWatch-Dashboard-Body-Structure.html`,
  auroraMetrics:
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html',
  ecrEvents: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-eventbridge.html',
  eventPatterns: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html',
  snsSubscriptions:
    'https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html',
  pricing: 'https://aws.amazon.com/cloudwatch/pricing/',
} as const;
