/** The configuration inside the plan of `plan.ts`: what its expressions refer to. */
export const configuration = {
  provider_config: {
    aws: {
      name: 'aws',
      full_name: 'registry.terraform.io/hashicorp/aws',
      expressions: { region: { references: ['var.region'] } },
    },
    'aws.virginia': {
      name: 'aws',
      alias: 'virginia',
      expressions: { region: { constant_value: 'us-east-1' } },
    },
  },
  root_module: {
    resources: [
      {
        type: 'aws_sns_topic',
        name: 'alerts',
        provider_config_key: 'aws',
        expressions: { name: { constant_value: 'alerts' } },
      },
      {
        type: 'aws_sns_topic_subscription',
        name: 'mail',
        provider_config_key: 'aws',
        expressions: {
          topic_arn: { references: ['aws_sns_topic.alerts.arn', 'aws_sns_topic.alerts'] },
        },
      },
      {
        type: 'aws_cloudwatch_metric_alarm',
        name: 'latency',
        provider_config_key: 'aws',
        expressions: {
          alarm_actions: { references: ['aws_sns_topic.alerts.arn', 'aws_sns_topic.alerts'] },
          dimensions: { references: ['aws_lb.web.arn_suffix', 'aws_lb.web'] },
        },
      },
      {
        type: 'aws_cloudwatch_metric_alarm',
        name: 'unknown',
        provider_config_key: 'aws',
        expressions: { threshold: { references: ['aws_x.y.z', 'aws_x.y'] } },
      },
      {
        type: 'aws_cloudwatch_metric_alarm',
        name: 'band',
        provider_config_key: 'aws.virginia',
        expressions: {},
      },
      {
        type: 'aws_cloudwatch_composite_alarm',
        name: 'any',
        provider_config_key: 'aws',
        expressions: {
          alarm_actions: {
            references: [
              'module.tenants.topic',
              'module.tenants',
              'aws_sns_topic.alerts.arn',
              'aws_sns_topic.alerts',
            ],
          },
        },
      },
      {
        type: 'aws_cloudwatch_event_target',
        name: 'findings',
        provider_config_key: 'aws',
        expressions: {
          arn: { references: ['aws_sns_topic.alerts.arn', 'aws_sns_topic.alerts'] },
        },
      },
    ],
    module_calls: {
      tenants: {
        expressions: {
          alerts: { references: ['aws_sns_topic.alerts.arn', 'aws_sns_topic.alerts'] },
        },
        module: {
          outputs: { topic: { expression: { references: ['var.alerts'] } } },
          resources: [
            {
              type: 'aws_cloudwatch_metric_alarm',
              name: 'cpu',
              provider_config_key: 'aws',
              expressions: { alarm_actions: { references: ['var.alerts'] } },
            },
            {
              type: 'aws_cloudwatch_log_metric_filter',
              name: 'errors',
              provider_config_key: 'aws',
              expressions: {},
            },
          ],
        },
      },
    },
  },
};
