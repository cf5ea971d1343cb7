import type { CompositeAlarm } from '../../../definitions/composite-alarm.ts';
import type { Definition } from '../../../definitions/definition.ts';
import { nameOf } from '../../../definitions/definition.ts';
import type { MetricFilter } from '../../../definitions/metric-filter.ts';
import type { MuteRule } from '../../../definitions/mute-rule.ts';
import { bodyOf } from '../../body.ts';
import { filled } from '../../compact.ts';
import type { Block } from './block.ts';
import { eventRuleResources } from './event-rule.ts';
import { metricAlarmArguments } from './metric-alarm.ts';
import type { Scope } from './scope.ts';
import { topicResources } from './topic.ts';
import { typeOf } from './types.ts';

/** The blocks that make a definition. */
export function blocksOf(definition: Definition, scope: Scope): readonly Block[] {
  switch (definition.kind) {
    case 'topic':
      return topicResources(definition, scope);
    case 'event-rule':
      return eventRuleResources(definition, scope);
    case 'metric-filter':
    case 'metric-alarm':
    case 'composite-alarm':
    case 'mute-rule':
    case 'dashboard':
    default:
      return [
        {
          type: typeOf[definition.kind],
          name: scope.nameOf(definition),
          arguments: argumentsOf(definition, scope),
        },
      ];
  }
}

type Single = Exclude<Definition, { kind: 'topic' | 'event-rule' }>;

function argumentsOf(definition: Single, scope: Scope): object {
  switch (definition.kind) {
    case 'metric-filter':
      return metricFilterArguments(definition, scope);
    case 'metric-alarm':
      return metricAlarmArguments(definition, scope);
    case 'composite-alarm':
      return compositeAlarmArguments(definition, scope);
    case 'mute-rule':
      return muteRuleArguments(definition, scope);
    case 'dashboard':
    default:
      if (definition.tags !== undefined)
        scope.note(
          `${nameOf(definition)} loses its tags: aws_cloudwatch_dashboard has no argument for them.`,
        );
      return {
        dashboard_name: definition.name,
        dashboard_body: bodyOf(definition, scope.region, scope.accountId),
      };
  }
}

function metricFilterArguments(filter: MetricFilter, scope: Scope): object {
  const { transformation } = filter;
  if (filter.tags !== undefined)
    scope.note(`${nameOf(filter)} loses its tags: metric filters have none.`);
  if (filter.pattern !== filter.pattern.trim())
    scope.note(`${nameOf(filter)}: the aws provider trims the blanks around the pattern.`);
  return {
    name: filter.name,
    log_group_name: filter.logGroup,
    pattern: filter.pattern,
    apply_on_transformed_logs: filter.applyOnTransformedLogs,
    metric_transformation: [
      {
        namespace: transformation.namespace,
        name: transformation.metricName,
        value: transformation.value,
        // A text, so that 0 and "not given" differ.
        default_value: transformation.defaultValue?.toString(),
        dimensions: transformation.dimensions,
        unit: transformation.unit,
      },
    ],
  };
}

function compositeAlarmArguments(alarm: CompositeAlarm, scope: Scope): object {
  const { suppressor, actions } = alarm;
  return {
    alarm_name: alarm.name,
    alarm_description: alarm.description,
    alarm_rule: alarm.rule,
    actions_enabled: alarm.actionsEnabled,
    alarm_actions: actions?.alarm?.map(scope.target),
    ok_actions: actions?.ok?.map(scope.target),
    insufficient_data_actions: actions?.insufficientData?.map(scope.target),
    actions_suppressor:
      suppressor === undefined
        ? undefined
        : [
            {
              alarm: suppressor.alarm,
              wait_period: suppressor.waitPeriod,
              extension_period: suppressor.extensionPeriod,
            },
          ],
    tags: alarm.tags,
    // A composite alarm over alarms that do not exist is refused.
    depends_on: filled(scope.alarms(scope.childrenOf(alarm.name))),
  };
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudwatch_alarm_mute_rule */
function muteRuleArguments(rule: MuteRule, scope: Scope): object {
  const names = filled(rule.alarms);
  return {
    name: rule.name,
    description: rule.description,
    rule: [
      {
        schedule: [{ expression: rule.schedule, duration: rule.duration, timezone: rule.timeZone }],
      },
    ],
    mute_targets: names === undefined ? undefined : [{ alarm_names: names }],
    start_date: rule.start,
    expire_date: rule.expire,
    tags: rule.tags,
    depends_on: filled(scope.alarms(rule.alarms ?? [])),
  };
}
