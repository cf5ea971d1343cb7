import type { CompositeAlarm } from '../../../definitions/composite-alarm.ts';
import type { Definition, DefinitionSet } from '../../../definitions/definition.ts';
import type { MetricAlarm } from '../../../definitions/metric-alarm.ts';
import type { Simulation } from '../../simulation.ts';
import type { Observation } from '../../../metrics/observation.ts';
import { simulate } from '../simulate.ts';
import type { Timeline } from '../../timeline.ts';

export const begin = Date.UTC(2026, 0, 15, 10, 0);
export const minute = 60_000;
export const errors = { namespace: 'App', metricName: 'Errors', stat: 'Sum', period: 60 } as const;

/** More errors than none in one minute of one. */
export function alarm(name: string, more: Partial<MetricAlarm> = {}): MetricAlarm {
  return {
    kind: 'metric-alarm',
    name,
    metric: errors,
    comparisonOperator: 'GreaterThanThreshold',
    threshold: 0,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    treatMissingData: 'notBreaching',
    ...more,
  };
}

export function composite(
  name: string,
  rule: string,
  more: Partial<CompositeAlarm> = {},
): CompositeAlarm {
  return { kind: 'composite-alarm', name, rule, ...more };
}

export function setOf(...definitions: readonly Definition[]): DefinitionSet {
  const environment = { name: 'prod', region: 'eu-south-1', accountId: '123456789012' };
  return { environment, definitions };
}

/** Values of `errors`, one a minute from the beginning on; null where nothing is published. */
export function published(...values: readonly (number | null)[]): Observation[] {
  return values.flatMap((value, index) =>
    value === null
      ? []
      : [{ at: begin + index * minute, namespace: 'App', metricName: 'Errors', value }],
  );
}

export function run(
  definitions: readonly Definition[],
  minutes: number,
  more: Partial<Simulation> = {},
): Timeline {
  return simulate({
    set: setOf(...definitions),
    from: begin,
    to: begin + minutes * minute,
    ...more,
  });
}

/** Transitions as `minute alarm STATE`. */
export function history({ transitions }: Timeline): string[] {
  return transitions.map(({ at, alarm: name, to }) => `${clock(at)} ${name} ${to}`);
}

/** Actions as `minute alarm STATE outcome`. */
export function actions(timeline: Timeline): string[] {
  return timeline.actions.map(
    ({ at, alarm: name, state, outcome }) => `${clock(at)} ${name} ${state} ${outcome}`,
  );
}

/** The time of day, with seconds only where there are any. */
export function clock(at: number): string {
  return new Date(at).toISOString().slice(11, 19).replace(/:00$/, '');
}
