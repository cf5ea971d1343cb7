import type { Definition } from '../../definitions/definition.ts';
import type { Resource } from '../resource/resource.ts';
import { wantedCompositeAlarm } from './composite-alarm.ts';
import { wantedDashboard } from './dashboard.ts';
import { wantedEventRule } from './event-rule.ts';
import { wantedMetricAlarm } from './metric-alarm.ts';
import { wantedMetricFilter } from './metric-filter.ts';
import { wantedMuteRule } from './mute-rule.ts';
import type { Scope } from './scope.ts';
import { wantedTopic } from './topic.ts';

/** What AWS is to hold for a definition. */
export function wantedResource(scope: Scope, definition: Definition): Resource {
  switch (definition.kind) {
    case 'topic':
      return wantedTopic(scope, definition);
    case 'metric-filter':
      return wantedMetricFilter(scope, definition);
    case 'metric-alarm':
      return wantedMetricAlarm(scope, definition);
    case 'composite-alarm':
      return wantedCompositeAlarm(scope, definition);
    case 'mute-rule':
      return wantedMuteRule(scope, definition);
    case 'event-rule':
      return wantedEventRule(scope, definition);
    case 'dashboard':
    default:
      return wantedDashboard(scope, definition);
  }
}
