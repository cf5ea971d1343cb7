import type { z } from 'zod';
import { compositeAlarmSchema } from '../../shapes/composite-alarm.ts';
import { dashboardSchema } from '../../shapes/dashboard.ts';
import { metricAlarmSchema, warmUpSchema } from '../../shapes/metric-alarm.ts';
import { metricQuerySchema } from '../../shapes/metric-query.ts';
import { topicSchema } from '../../shapes/topic.ts';
import type { Fields } from '../../source/record.ts';
import { argumentName } from '../argument.ts';
import { fieldsOf, isFields, listOfFields } from '../../source/record.ts';

/*
 * Arguments of the aws provider in the shapes of AWS's own formats. The provider writes what was not given as null, and in
 * nested blocks also as "" and 0.
 */

export function metricAlarmShape(values: Fields): Fields {
  const [warmUp] = listOfFields(values['warm_up_configuration']);
  return present({
    ...propertiesOf(values, metricAlarmSchema),
    Dimensions: dimensions(values['dimensions']),
    Period: nonZero(values['period']),
    Metrics: listOfFields(values['metric_query']).map(metricQueryShape),
    // A threshold that is an anomaly band leaves a 0 behind.
    Threshold: text(values['threshold_metric_id']) === undefined ? values['threshold'] : undefined,
    DatapointsToAlarm: nonZero(values['datapoints_to_alarm']),
    EvaluationCriteria: listOfFields(values['evaluation_criteria'])[0],
    WarmUpConfiguration: warmUp && present(propertiesOf(warmUp, warmUpSchema)),
    Tags: tags(values['tags']),
  });
}

function metricQueryShape(query: Fields): Fields {
  return present({
    ...propertiesOf(query, metricQuerySchema),
    Period: nonZero(query['period']),
    // Here, unlike in AWS, a query returns data only when told to.
    ReturnData: query['return_data'] === true,
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
    ...propertiesOf(values, compositeAlarmSchema),
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
  return present({ ...propertiesOf(values, topicSchema), Tags: tags(values['tags']) });
}

export function dashboardShape(values: Fields): Fields {
  return present(propertiesOf(values, dashboardSchema));
}

/** The properties of a schema that arguments give; an empty text is none. */
function propertiesOf(values: Fields, schema: z.ZodObject): Fields {
  return Object.fromEntries(
    Object.keys(schema.shape).map((name) => {
      const value = values[argumentName(name)];
      return [name, value === '' ? undefined : value];
    }),
  );
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
