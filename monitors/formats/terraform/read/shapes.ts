import type { Fields } from '../../source/record.ts';
import { fieldsOf, isFields, listOfFields } from '../../source/record.ts';

/*
 * Arguments of the aws provider in the shapes of AWS's own formats. The provider writes what was not given as null, and in
 * nested blocks also as "" and 0.
 */

export function metricAlarmShape(values: Fields): Fields {
  return present({
    AlarmName: values['alarm_name'],
    AlarmDescription: values['alarm_description'],
    ActionsEnabled: values['actions_enabled'],
    AlarmActions: values['alarm_actions'],
    OKActions: values['ok_actions'],
    InsufficientDataActions: values['insufficient_data_actions'],
    Namespace: text(values['namespace']),
    MetricName: text(values['metric_name']),
    Dimensions: dimensions(values['dimensions']),
    Statistic: text(values['statistic']),
    ExtendedStatistic: text(values['extended_statistic']),
    Period: nonZero(values['period']),
    Unit: text(values['unit']),
    Metrics: listOfFields(values['metric_query']).map(metricQueryShape),
    ComparisonOperator: values['comparison_operator'],
    // A threshold that is an anomaly band leaves a 0 behind.
    Threshold: text(values['threshold_metric_id']) === undefined ? values['threshold'] : undefined,
    ThresholdMetricId: text(values['threshold_metric_id']),
    EvaluationPeriods: values['evaluation_periods'],
    DatapointsToAlarm: nonZero(values['datapoints_to_alarm']),
    TreatMissingData: text(values['treat_missing_data']),
    EvaluateLowSampleCountPercentile: text(values['evaluate_low_sample_count_percentiles']),
    EvaluationCriteria: listOfFields(values['evaluation_criteria'])[0],
    WarmUpConfiguration: listOfFields(values['warm_up_configuration']).map((block) =>
      present({
        WarmUpPeriodDurationInMinutes: block['warm_up_period_duration_in_minutes'],
        OnlyStartEvaluatingAfterWarmUpPeriodEnds:
          block['only_start_evaluating_after_warm_up_period_ends'],
      }),
    )[0],
    Tags: tags(values['tags']),
  });
}

function metricQueryShape(query: Fields): Fields {
  return present({
    Id: query['id'],
    Expression: text(query['expression']),
    Label: text(query['label']),
    Period: nonZero(query['period']),
    // Here, unlike in AWS, a query returns data only when told to.
    ReturnData: query['return_data'] === true,
    AccountId: text(query['account_id']),
    MetricStat: listOfFields(query['metric']).map((metric) =>
      present({
        Metric: present({
          Namespace: metric['namespace'],
          MetricName: metric['metric_name'],
          Dimensions: dimensions(metric['dimensions']),
        }),
        Stat: metric['stat'],
        Period: metric['period'],
        Unit: text(metric['unit']),
      }),
    )[0],
  });
}

export function compositeAlarmShape(values: Fields): Fields {
  const [suppressor] = listOfFields(values['actions_suppressor']);
  return present({
    AlarmName: values['alarm_name'],
    AlarmDescription: values['alarm_description'],
    AlarmRule: values['alarm_rule'],
    ActionsEnabled: values['actions_enabled'],
    AlarmActions: values['alarm_actions'],
    OKActions: values['ok_actions'],
    InsufficientDataActions: values['insufficient_data_actions'],
    ActionsSuppressor: suppressor?.['alarm'],
    ActionsSuppressorWaitPeriod: suppressor?.['wait_period'],
    ActionsSuppressorExtensionPeriod: suppressor?.['extension_period'],
    Tags: tags(values['tags']),
  });
}

export function metricFilterShape(values: Fields): Fields {
  return present({
    FilterName: values['name'],
    FilterPattern: values['pattern'],
    LogGroupName: values['log_group_name'],
    ApplyOnTransformedLogs: values['apply_on_transformed_logs'],
    MetricTransformations: listOfFields(values['metric_transformation']).map((block) =>
      present({
        MetricNamespace: block['namespace'],
        MetricName: block['name'],
        MetricValue: block['value'],
        DefaultValue: text(block['default_value']) ?? numberOf(block['default_value']),
        Unit: text(block['unit']),
        Dimensions: Object.entries(fieldsOf(block['dimensions'])).map(([Key, Value]) => ({
          Key,
          Value,
        })),
      }),
    ),
  });
}

export function muteRuleShape(values: Fields): Fields {
  const [rule] = listOfFields(values['rule']);
  const [schedule] = listOfFields(rule?.['schedule']);
  const [targets] = listOfFields(values['mute_targets']);
  return present({
    Name: values['name'],
    Description: values['description'],
    Rule: {
      Schedule: present({
        Expression: schedule?.['expression'],
        Duration: schedule?.['duration'],
        Timezone: text(schedule?.['timezone']),
      }),
    },
    MuteTargets: targets === undefined ? undefined : { AlarmNames: targets['alarm_names'] },
    StartDate: text(values['start_date']),
    ExpireDate: text(values['expire_date']),
    Tags: tags(values['tags']),
  });
}

export function topicShape(values: Fields): Fields {
  return present({
    TopicName: values['name'],
    DisplayName: text(values['display_name']),
    Tags: tags(values['tags']),
  });
}

export function dashboardShape(values: Fields): Fields {
  return present({
    DashboardName: values['dashboard_name'],
    DashboardBody: values['dashboard_body'],
  });
}

export function tags(value: unknown): readonly Fields[] | undefined {
  return isFields(value)
    ? Object.entries(value).map(([Key, Value]) => ({ Key, Value }))
    : undefined;
}

/** Without what was not given. */
export function present(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  );
}

function dimensions(value: unknown): readonly Fields[] | undefined {
  return isFields(value)
    ? Object.entries(value).map(([Name, Value]) => ({ Name, Value }))
    : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function nonZero(value: unknown): unknown {
  return value === 0 ? undefined : value;
}
