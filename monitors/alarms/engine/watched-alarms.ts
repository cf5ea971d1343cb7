import { ofKind, type DefinitionSet } from '../../definitions/definition.ts';
import type { CompositeAlarm } from '../../definitions/composite-alarm.ts';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import { alarmArn, alarmReference } from '../../aws/arn.ts';

/** An alarm of the simulation. Alarms of two regions may have one name, so that a key tells them apart. */
export interface Watched<A extends MetricAlarm | CompositeAlarm> {
  readonly key: string;
  readonly region: string;
  readonly arn: string;
  readonly alarm: A;
}

export type AnyWatched = Watched<MetricAlarm> | Watched<CompositeAlarm>;

export interface WatchedAlarms {
  readonly metric: readonly Watched<MetricAlarm>[];
  readonly composite: readonly Watched<CompositeAlarm>[];
  readonly byKey: ReadonlyMap<string, AnyWatched>;
}

export function alarmKey(region: string, name: string): string {
  return `${region} ${name}`;
}

/** The alarms of a set; of two with one name in one region the later one counts, as it would overwrite the other. */
export function watchedAlarms({ environment, definitions }: DefinitionSet): WatchedAlarms {
  const watch = <A extends MetricAlarm | CompositeAlarm>(alarm: A): Watched<A> => {
    const { region = environment.region, name } = alarm;
    const arn = alarmArn({ region, accountId: environment.accountId }, name);
    return { key: alarmKey(region, name), region, arn, alarm };
  };
  const metric = ofKind(definitions, 'metric-alarm').map((alarm) => watch(alarm));
  const composite = ofKind(definitions, 'composite-alarm').map((alarm) => watch(alarm));
  const byKey = new Map<string, AnyWatched>([...metric, ...composite].map((w) => [w.key, w]));
  return {
    metric: metric.filter((watched) => byKey.get(watched.key) === watched),
    composite: composite.filter((watched) => byKey.get(watched.key) === watched),
    byKey,
  };
}

/** The key of the alarm that a rule, suppressor or caller names: by name in a region, or by ARN. */
export function keyOfReference(reference: string, region: string): string {
  const named = alarmReference(reference);
  return alarmKey(named.region ?? region, named.name);
}
