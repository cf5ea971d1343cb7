import type { MetricFacts } from './metric-facts.ts';

const sesSource =
  'https://docs.aws.amazon.com/ses/latest/dg/reputationdashboard-cloudwatch-alarm.html';
const cacheSource =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html';
const logsSource =
  'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html';
const sqsSource =
  'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-monitoring-using-cloudwatch.html';
const smsSource = 'https://docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html';
const lambdaSource = 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics.html';

/** Mail, sessions, logs, queues and functions. */
export const others: readonly MetricFacts[] = [
  {
    namespace: 'AWS/SES',
    metrics: ['Reputation.BounceRate', 'Reputation.ComplaintRate'],
    sparse: 'while no mail is sent',
    treatMissingData: 'ignore',
    range: [0, 1],
    trouble: 'high',
    source: sesSource,
  },
  {
    namespace: 'AWS/SES',
    metrics: [
      'Bounce',
      'Reject',
      'Complaint',
      'Rendering Failure',
      'RenderingFailure',
      'DeliveryDelay',
    ],
    sparse: 'while there is no such event',
    trouble: 'high',
    source: sesSource,
  },
  {
    namespace: 'AWS/SES',
    metrics: ['Delivery', 'Send'],
    sparse: 'while there is no such event',
    source: sesSource,
  },
  {
    namespace: 'AWS/ElastiCache',
    metrics: ['CPUUtilization', 'EngineCPUUtilization', 'DatabaseMemoryUsagePercentage'],
    range: [0, 100],
    trouble: 'high',
    unit: 'Percent',
    source: cacheSource,
  },
  {
    namespace: 'AWS/ElastiCache',
    metrics: ['TrafficManagementActive'],
    range: [0, 1],
    trouble: 'high',
    source: cacheSource,
  },
  {
    namespace: 'AWS/ElastiCache',
    metrics: ['Evictions', 'CurrConnections', 'ReplicationLag', 'SwapUsage'],
    range: [0, Infinity],
    trouble: 'high',
    source: cacheSource,
  },
  {
    namespace: 'AWS/ElastiCache',
    metrics: ['FreeableMemory'],
    range: [0, Infinity],
    trouble: 'low',
    unit: 'Bytes',
    source: cacheSource,
  },
  {
    namespace: 'AWS/Logs',
    metrics: ['IncomingLogEvents', 'IncomingBytes'],
    sparse: 'while the log group receives no event',
    dimensions: [[], ['LogGroupName']],
    source: logsSource,
  },
  {
    namespace: 'AWS/SQS',
    metrics: ['ApproximateAgeOfOldestMessage', 'ApproximateNumberOfMessages*'],
    sparse: 'while the queue has been idle for more than six hours',
    trouble: 'high',
    dimensions: [['QueueName']],
    source: sqsSource,
  },
  {
    namespace: 'AWS/SQS',
    metrics: ['NumberOf*', 'SentMessageSize'],
    sparse: 'while the queue has been idle for more than six hours',
    dimensions: [['QueueName']],
    source: sqsSource,
  },
  {
    namespace: 'AWS/Lambda',
    metrics: ['Errors', 'Throttles', 'Duration', 'DeadLetterErrors', 'IteratorAge'],
    sparse: 'while the function is not invoked',
    trouble: 'high',
    source: lambdaSource,
  },
  {
    namespace: 'AWS/Lambda',
    metrics: ['Invocations', 'ConcurrentExecutions'],
    sparse: 'while the function is not invoked',
    source: lambdaSource,
  },
  {
    namespace: 'AWS/SNS',
    metrics: ['SMSSuccessRate'],
    range: [0, 1],
    trouble: 'low',
    source: smsSource,
  },
];
