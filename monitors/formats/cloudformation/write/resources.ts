import type { CompositeAlarm } from '../../../definitions/composite-alarm.ts';
import type { Dashboard } from '../../../definitions/dashboard.ts';
import type { Definition } from '../../../definitions/definition.ts';
import { nameOf } from '../../../definitions/definition.ts';
import type { EventRule } from '../../../definitions/event-rule.ts';
import type { MetricAlarm } from '../../../definitions/metric-alarm.ts';
import type { MetricFilter } from '../../../definitions/metric-filter.ts';
import type { MuteRule } from '../../../definitions/mute-rule.ts';
import { bodyOf } from '../../body.ts';
import { compact, filled } from '../../compact.ts';
import { compositeAlarmShape } from '../../shapes/composite-alarm.ts';
import { metricFilterShape } from '../../shapes/metric-filter.ts';
import { targetId } from '../../target-id.ts';
import { muteRuleShape } from '../../shapes/mute-rule.ts';
import { tagList } from '../../shapes/tags.ts';
import { metricAlarmShape } from '../../shapes/metric-alarm.ts';
import type { Scope } from './scope.ts';
import type { Resources } from '../template.ts';
import { topicResources } from './topic-resources.ts';

/** The resources that make a definition. */
export function resourcesOf(definition: Definition, scope: Scope): Resources {
  switch (definition.kind) {
    case 'topic':
      return topicResources(definition, scope);
    case 'metric-filter':
      return metricFilter(definition, scope);
    case 'metric-alarm':
      return metricAlarm(definition, scope);
    case 'composite-alarm':
      return compositeAlarm(definition, scope);
    case 'mute-rule':
      return muteRule(definition, scope);
    case 'event-rule':
      return eventRule(definition, scope);
    case 'dashboard':
    default:
      return dashboard(definition, scope);
  }
}

function metricFilter(filter: MetricFilter, scope: Scope): Resources {
  if (filter.tags !== undefined)
    scope.note(`${nameOf(filter)} loses its tags: metric filters have none.`);
  return {
    [scope.idOf(filter)]: {
      Type: 'AWS::Logs::MetricFilter',
      Properties: metricFilterShape(filter),
    },
  };
}

function metricAlarm(alarm: MetricAlarm, scope: Scope): Resources {
  return {
    [scope.idOf(alarm)]: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: metricAlarmShape(alarm, scope.target),
    },
  };
}

function compositeAlarm(alarm: CompositeAlarm, scope: Scope): Resources {
  return {
    [scope.idOf(alarm)]: compact({
      Type: 'AWS::CloudWatch::CompositeAlarm',
      // A composite alarm over alarms that do not exist is refused.
      DependsOn: filled(scope.alarmIds(scope.childrenOf(alarm.name))),
      Properties: compositeAlarmShape(alarm, scope.target),
    }),
  };
}

function muteRule(rule: MuteRule, scope: Scope): Resources {
  return {
    [scope.idOf(rule)]: compact({
      Type: 'AWS::CloudWatch::AlarmMuteRule',
      DependsOn: filled(scope.alarmIds(rule.alarms ?? [])),
      Properties: muteRuleShape(rule),
    }),
  };
}

function eventRule(rule: EventRule, scope: Scope): Resources {
  const targets = rule.targets.map((target) => ({
    Id: targetId(target),
    Arn: scope.target(target),
  }));
  return {
    [scope.idOf(rule)]: {
      Type: 'AWS::Events::Rule',
      Properties: compact({
        Name: rule.name,
        Description: rule.description,
        EventPattern: rule.eventPattern,
        State: 'ENABLED',
        Targets: filled(targets),
        Tags: tagList(rule.tags),
      }),
    },
  };
}

function dashboard(board: Dashboard, scope: Scope): Resources {
  return {
    [scope.idOf(board)]: {
      Type: 'AWS::CloudWatch::Dashboard',
      Properties: compact({
        DashboardName: board.name,
        DashboardBody: bodyOf(board, scope.region, scope.accountId),
        Tags: tagList(board.tags),
      }),
    },
  };
}
