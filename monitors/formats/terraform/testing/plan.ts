import { configuration } from './plan-configuration.ts';

/*
 * A plan as `terraform show -json` prints it, cut to what matters: a module used for two tenants, a topic in the root and
 * one inside, instances by count, and values that are known after apply only.
 */

const alarm = {
  actions_enabled: true,
  alarm_description: null,
  comparison_operator: 'GreaterThanThreshold',
  datapoints_to_alarm: null,
  dimensions: null,
  evaluation_periods: 3,
  extended_statistic: null,
  insufficient_data_actions: null,
  metric_name: 'CPUUtilization',
  metric_query: [],
  namespace: 'AWS/ECS',
  ok_actions: null,
  period: 60,
  statistic: 'Average',
  tags: null,
  tags_all: {},
  threshold: 80,
  threshold_metric_id: null,
  treat_missing_data: 'missing',
  unit: null,
};

const computed = { arn: true, id: true, evaluate_low_sample_count_percentiles: true, tags_all: {} };

function resource(address: string, index: string | number | undefined, values: object): object {
  const [type, rest = ''] = address.replace(/^(?:module\.\w+(?:\["\w+"\])?\.)*/, '').split('.');
  return {
    address,
    mode: 'managed',
    type,
    name: rest.replace(/\[.*$/, ''),
    ...(index === undefined ? {} : { index }),
    provider_name: 'registry.terraform.io/hashicorp/aws',
    values,
  };
}

function change(address: string, unknown: object): object {
  return {
    address,
    mode: 'managed',
    change: { actions: ['create'], after_unknown: { ...computed, ...unknown } },
  };
}

function tenant(name: string): object {
  const module = `module.tenants["${name}"]`;
  return {
    address: module,
    resources: [
      resource(`${module}.aws_cloudwatch_metric_alarm.cpu`, undefined, {
        ...alarm,
        alarm_name: `${name}-cpu`,
        dimensions: { ServiceName: name },
      }),
      resource(`${module}.aws_cloudwatch_log_metric_filter.errors`, undefined, {
        name: `${name}-errors`,
        log_group_name: `/ecs/${name}`,
        pattern: 'ERROR',
        metric_transformation: [
          {
            default_value: '0',
            dimensions: null,
            name: 'Errors',
            namespace: name,
            unit: 'None',
            value: '1',
          },
        ],
      }),
    ],
  };
}

const tenants = ['alba', 'blu'];

export const plan = {
  format_version: '1.2',
  terraform_version: '1.13.3',
  variables: { region: { value: 'eu-south-1' } },
  planned_values: {
    root_module: {
      resources: [
        resource('aws_sns_topic.alerts', undefined, {
          name: 'alerts',
          display_name: null,
          tags: null,
        }),
        resource('aws_sns_topic_subscription.mail[0]', 0, {
          protocol: 'email',
          endpoint: 'a@booking.example',
        }),
        resource('aws_sns_topic_subscription.mail[1]', 1, { protocol: 'firehose', endpoint: 'x' }),
        resource('aws_instance.web', undefined, {}),
        resource('aws_cloudwatch_metric_alarm.latency[0]', 0, {
          ...alarm,
          alarm_name: 'latency',
          namespace: 'AWS/ApplicationELB',
          metric_name: 'TargetResponseTime',
          dimensions: {},
          statistic: null,
          extended_statistic: 'p99',
          evaluate_low_sample_count_percentiles: 'ignore',
        }),
        resource('aws_cloudwatch_metric_alarm.unknown', undefined, {
          ...alarm,
          alarm_name: 'unknown',
          threshold: undefined,
        }),
        resource('aws_cloudwatch_metric_alarm.band', undefined, {
          ...alarm,
          alarm_name: 'band',
          namespace: null,
          metric_name: null,
          period: null,
          statistic: null,
          threshold: null,
          threshold_metric_id: 'ad1',
          metric_query: [
            {
              account_id: '',
              expression: 'ANOMALY_DETECTION_BAND(m1)',
              id: 'ad1',
              label: '',
              metric: [],
              period: null,
              return_data: true,
            },
            {
              account_id: '',
              expression: '',
              id: 'm1',
              label: '',
              metric: [
                {
                  dimensions: { LoadBalancer: 'app/x' },
                  metric_name: 'RequestCount',
                  namespace: 'AWS/ApplicationELB',
                  period: 60,
                  stat: 'Sum',
                  unit: '',
                },
              ],
              period: 0,
              return_data: true,
            },
          ],
        }),
        resource('aws_cloudwatch_composite_alarm.any', undefined, {
          alarm_name: 'any',
          alarm_rule: 'ALARM(latency) OR ALARM(alba-cpu)',
          actions_enabled: true,
          actions_suppressor: [{ alarm: 'band', extension_period: 10, wait_period: 20 }],
          alarm_actions: ['arn:aws:sns:eu-south-1:999999999999:elsewhere'],
          tags: { team: 'booking' },
        }),
        resource('aws_cloudwatch_event_rule.findings', undefined, {
          name: 'findings',
          event_bus_name: 'default',
          event_pattern: '{"source":["aws.ecr"]}',
          schedule_expression: null,
          state: null,
        }),
        resource('aws_cloudwatch_event_target.findings', undefined, {
          rule: 'findings',
          target_id: 'x',
          input: '{}',
          input_path: null,
          dead_letter_config: [],
        }),
        resource('aws_cloudwatch_event_rule.nightly', undefined, {
          name: 'nightly',
          schedule_expression: 'rate(1 day)',
        }),
        {
          address: 'data.aws_sns_topic.old',
          mode: 'data',
          type: 'aws_sns_topic',
          name: 'old',
          values: { name: 'old' },
        },
      ],
      child_modules: tenants.map(tenant),
    },
  },
  resource_changes: [
    change('aws_sns_topic.alerts', {}),
    change('aws_sns_topic_subscription.mail[0]', { topic_arn: true }),
    change('aws_sns_topic_subscription.mail[1]', { topic_arn: true }),
    change('aws_cloudwatch_metric_alarm.latency[0]', {
      alarm_actions: true,
      dimensions: { LoadBalancer: true },
      evaluate_low_sample_count_percentiles: false,
    }),
    change('aws_cloudwatch_metric_alarm.unknown', { threshold: true }),
    change('aws_cloudwatch_composite_alarm.any', { alarm_actions: [true, false] }),
    change('aws_cloudwatch_event_target.findings', { arn: true }),
    ...tenants.map((name) =>
      change(`module.tenants["${name}"].aws_cloudwatch_metric_alarm.cpu`, { alarm_actions: true }),
    ),
  ],
  configuration,
};
