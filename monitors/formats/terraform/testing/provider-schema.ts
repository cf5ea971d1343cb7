/**
 * The arguments of the aws provider's resources that the export writes, as of version 6 (October 2026), from the
 * provider's documentation and schema: https://registry.terraform.io/providers/hashicorp/aws/latest/docs. There is no
 * Terraform in the tests, so that this is what validity means there.
 */
export type ArgumentType = 'string' | 'number' | 'bool' | 'strings' | 'map' | Block;

export interface Argument {
  readonly type: ArgumentType;
  readonly required?: true;
  readonly oneOf?: readonly string[];
  readonly pattern?: RegExp;
  /** Characters of a text, or items of a list. */
  readonly max?: number;
  readonly conflictsWith?: readonly string[];
}

/** A nested block, written as a list. */
export interface Block {
  readonly maxItems?: number;
  readonly arguments: Readonly<Record<string, Argument>>;
}

const name: Argument = { type: 'string', required: true, max: 255 };
const description: Argument = { type: 'string', max: 1024 };
const tags: Argument = { type: 'map' };
const actions: Argument = {
  type: 'strings',
  max: 5,
  pattern: /^(?:arn:|\$\{aws_sns_topic\.\w+\.arn\}$)/,
};
const extended =
  /^(?:(?:p|tm|wm|tc|ts)(?:\d{1,2}(?:\.\d{1,2})?|100)|IQM|(?:TM|WM|PR|TC|TS)\((?:\d+(?:\.\d+)?%?)?:(?:\d+(?:\.\d+)?%?)?\))$/;

const statistic = {
  type: 'string',
  oneOf: ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'],
} as const;

const alarmActions = {
  actions_enabled: { type: 'bool' },
  alarm_actions: actions,
  ok_actions: actions,
  insufficient_data_actions: actions,
} as const satisfies Readonly<Record<string, Argument>>;

export const providerSchema: Readonly<Record<string, Readonly<Record<string, Argument>>>> = {
  aws_sns_topic: { name, display_name: { type: 'string' }, tags },
  aws_sns_topic_policy: {
    arn: { type: 'string', required: true },
    policy: { type: 'string', required: true },
  },
  aws_sns_topic_subscription: {
    topic_arn: { type: 'string', required: true },
    protocol: { type: 'string', required: true, oneOf: ['email', 'https', 'sqs', 'lambda', 'sms'] },
    endpoint: { type: 'string', required: true },
  },
  aws_cloudwatch_log_metric_filter: {
    name: { type: 'string', required: true, max: 512, pattern: /^[^:*]+$/ },
    log_group_name: { type: 'string', required: true, max: 512 },
    pattern: { type: 'string', required: true, max: 1024 },
    apply_on_transformed_logs: { type: 'bool' },
    metric_transformation: {
      required: true,
      type: {
        maxItems: 1,
        arguments: {
          name: { type: 'string', required: true, max: 255, pattern: /^[^:*$]+$/ },
          namespace: { type: 'string', required: true, max: 255, pattern: /^[^:*$]+$/ },
          value: { type: 'string', required: true, max: 100 },
          default_value: { type: 'string', pattern: /^-?\d/ },
          dimensions: { type: 'map', conflictsWith: ['default_value'] },
          unit: { type: 'string' },
        },
      },
    },
  },
  aws_cloudwatch_metric_alarm: {
    alarm_name: name,
    alarm_description: description,
    ...alarmActions,
    namespace: { type: 'string', conflictsWith: ['metric_query'] },
    metric_name: { type: 'string', conflictsWith: ['metric_query'] },
    dimensions: { type: 'map', conflictsWith: ['metric_query'] },
    statistic: { ...statistic, conflictsWith: ['extended_statistic', 'metric_query'] },
    extended_statistic: {
      type: 'string',
      pattern: extended,
      conflictsWith: ['statistic', 'metric_query'],
    },
    period: { type: 'number', conflictsWith: ['metric_query'] },
    unit: { type: 'string' },
    metric_query: {
      type: {
        arguments: {
          id: { type: 'string', required: true, pattern: /^[a-z]\w*$/ },
          expression: { type: 'string', max: 1024, conflictsWith: ['metric'] },
          label: { type: 'string' },
          period: { type: 'number' },
          return_data: { type: 'bool' },
          account_id: { type: 'string' },
          metric: {
            type: {
              maxItems: 1,
              arguments: {
                namespace: { type: 'string', required: true },
                metric_name: { type: 'string', required: true },
                dimensions: { type: 'map' },
                stat: { type: 'string', required: true },
                period: { type: 'number', required: true },
                unit: { type: 'string' },
              },
            },
          },
        },
      },
    },
    comparison_operator: { type: 'string', required: true },
    threshold: { type: 'number', conflictsWith: ['threshold_metric_id'] },
    threshold_metric_id: { type: 'string' },
    evaluation_periods: { type: 'number', required: true },
    datapoints_to_alarm: { type: 'number' },
    treat_missing_data: {
      type: 'string',
      oneOf: ['missing', 'ignore', 'breaching', 'notBreaching'],
    },
    evaluate_low_sample_count_percentiles: { type: 'string', oneOf: ['evaluate', 'ignore'] },
    warm_up_configuration: {
      type: {
        maxItems: 1,
        arguments: {
          warm_up_period_duration_in_minutes: { type: 'number', required: true },
          only_start_evaluating_after_warm_up_period_ends: { type: 'bool' },
        },
      },
    },
    tags,
  },
  aws_cloudwatch_composite_alarm: {
    alarm_name: name,
    alarm_description: description,
    alarm_rule: { type: 'string', required: true, max: 10_240 },
    ...alarmActions,
    actions_suppressor: {
      type: {
        maxItems: 1,
        arguments: {
          alarm: { type: 'string', required: true },
          wait_period: { type: 'number', required: true },
          extension_period: { type: 'number', required: true },
        },
      },
    },
    tags,
  },
  aws_cloudwatch_alarm_mute_rule: {
    name,
    description,
    rule: {
      required: true,
      type: {
        maxItems: 1,
        arguments: {
          schedule: {
            required: true,
            type: {
              maxItems: 1,
              arguments: {
                expression: { type: 'string', required: true, max: 256 },
                duration: { type: 'string', required: true, max: 50 },
                timezone: { type: 'string', max: 50 },
              },
            },
          },
        },
      },
    },
    mute_targets: {
      type: {
        maxItems: 1,
        arguments: { alarm_names: { type: 'strings', required: true, max: 100 } },
      },
    },
    start_date: { type: 'string', pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:00(?:Z|[-+]\d\d:\d\d)$/ },
    expire_date: { type: 'string', pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:00(?:Z|[-+]\d\d:\d\d)$/ },
    tags,
  },
  aws_cloudwatch_event_rule: {
    name: { type: 'string', required: true, max: 64, pattern: /^[.\-\w]+$/ },
    description: { type: 'string', max: 512 },
    event_pattern: { type: 'string', required: true, max: 4096 },
    tags,
  },
  aws_cloudwatch_event_target: {
    rule: { type: 'string', required: true },
    target_id: { type: 'string', required: true, max: 64, pattern: /^[.\-\w]+$/ },
    arn: { type: 'string', required: true },
  },
  aws_cloudwatch_dashboard: {
    dashboard_name: { type: 'string', required: true, max: 255, pattern: /^[-\w]+$/ },
    dashboard_body: { type: 'string', required: true },
  },
};
