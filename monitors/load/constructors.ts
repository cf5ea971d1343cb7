import type { CompositeAlarm } from '../definitions/composite-alarm.ts';
import type { Dashboard } from '../definitions/dashboard.ts';
import type { Definition } from '../definitions/definition.ts';
import type { EventRule } from '../definitions/event-rule.ts';
import type { MetricAlarm } from '../definitions/metric-alarm.ts';
import type { MetricFilter } from '../definitions/metric-filter.ts';
import type { MuteRule } from '../definitions/mute-rule.ts';
import type { Topic } from '../definitions/topic.ts';
import { argumentError } from '../diagnostics/argument-error.ts';
import { callerOf } from '../diagnostics/caller.ts';
import { tell } from '../diagnostics/problem.ts';
import { definitionSchemas } from '../schema/definition-set.ts';

/** What a user writes: the kind is that of the function, and the place that of the call. */
type Written<D extends Definition> = Omit<D, 'kind' | 'origin'>;

/** An alarm on a metric or on metric math. @throws bad-definition naming the place, the key and what was expected */
export function alarm(written: Written<MetricAlarm>): MetricAlarm {
  return checked(alarm, { ...written, kind: 'metric-alarm' });
}

/** An alarm on the states of other alarms. @throws bad-definition */
export function compositeAlarm(written: Written<CompositeAlarm>): CompositeAlarm {
  return checked(compositeAlarm, { ...written, kind: 'composite-alarm' });
}

/** Log lines made a metric. @throws bad-definition */
export function metricFilter(written: Written<MetricFilter>): MetricFilter {
  return checked(metricFilter, { ...written, kind: 'metric-filter' });
}

/** Whom alarms tell. @throws bad-definition */
export function topic(written: Written<Topic>): Topic {
  return checked(topic, { ...written, kind: 'topic' });
}

/** Events of EventBridge that somebody shall hear of. @throws bad-definition */
export function eventRule(written: Written<EventRule>): EventRule {
  return checked(eventRule, { ...written, kind: 'event-rule' });
}

/** Times at which alarms keep quiet. @throws bad-definition */
export function muteRule(written: Written<MuteRule>): MuteRule {
  return checked(muteRule, { ...written, kind: 'mute-rule' });
}

/** @throws bad-definition */
export function dashboard(written: Written<Dashboard>): Dashboard {
  return checked(dashboard, { ...written, kind: 'dashboard' });
}

function checked<D extends Definition>(called: (written: never) => D, definition: D): D {
  const origin = callerOf(called);
  const { error } = definitionSchemas[definition.kind].safeParse(definition);
  if (error !== undefined)
    tell(
      argumentError(error, {
        value: definition,
        name: called.name,
        of: `${called.name}()`,
        origin,
      }),
    );
  return origin === undefined ? definition : { ...definition, origin };
}
