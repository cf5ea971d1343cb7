import { periodOf, treatmentOf } from '../alarms/evaluation/settings.ts';
import type { Timeline } from '../alarms/timeline.ts';
import type { DefinitionSet } from '../definitions/definition.ts';
import type { MetricAlarm } from '../definitions/metric-alarm.ts';
import { formatSpan } from '../play/time.ts';
import type { UnknownAlarm } from './unknown-alarms.ts';

/**
 * Before a run there is nothing, and where missing data breach, every run would begin with an alarm. Such alarms are
 * played as if they were created with the run and had a warm-up as long as their window.
 */
export function withWarmUp(set: DefinitionSet): DefinitionSet {
  return {
    ...set,
    definitions: set.definitions.map((definition) =>
      definition.kind === 'metric-alarm' && needsWarmUp(definition)
        ? { ...definition, warmUp: { minutes: Math.ceil(windowSeconds(definition) / 60) } }
        : definition,
    ),
  };
}

/** Of the alarms as they are defined, those that were given a warm-up and did not come to its end before the run did. */
export function neverWarm(alarms: readonly MetricAlarm[], timeline: Timeline): UnknownAlarm[] {
  return alarms
    .filter(needsWarmUp)
    .filter(({ name }) => !timeline.transitions.some(({ alarm }) => alarm === name))
    .map((alarm) => ({
      alarm: alarm.name,
      reason: `the run is too short for its window of ${formatSpan(windowSeconds(alarm) * 1000)}, in which missing data would breach`,
    }));
}

function needsWarmUp(alarm: MetricAlarm): boolean {
  return treatmentOf(alarm) === 'breaching' && alarm.warmUp === undefined;
}

function windowSeconds(alarm: MetricAlarm): number {
  return (periodOf(alarm) ?? 60) * alarm.evaluationPeriods;
}
