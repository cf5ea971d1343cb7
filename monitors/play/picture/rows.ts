import type { Simulation } from '../../alarms/simulation.ts';
import type { Timeline } from '../../alarms/timeline.ts';
import { type DefinitionSet, ofKind } from '../../definitions/definition.ts';
import type { MetricStat } from '../../definitions/metric.ts';
import { statisticKey } from '../../metrics/identity.ts';
import type { MetricStore } from '../../metrics/store.ts';
import { childrenOf } from '../alarm-names.ts';
import { storeOf } from '../store-of.ts';
import { metricsOf } from '../../alarms/evaluation/settings.ts';
import type { Row } from './draw.ts';
import type { Stretch } from './state-row.ts';
import { gotStretches } from './stretches.ts';

/** What rows are made of. */
export interface Played {
  readonly set: DefinitionSet;
  readonly simulation: Simulation;
  readonly timeline: Timeline;
}

/**
 * The rows of some alarms, each under the metrics that it looks at; composite alarms under the alarms that they look at.
 */
export function rowsOf(
  { set, simulation, timeline }: Played,
  alarms: readonly string[],
  expected: ReadonlyMap<string, readonly Stretch[]>,
): Row[] {
  const store = storeOf(simulation);
  const names = [...new Set(alarms.flatMap((alarm) => [...childrenOf(set, alarm), alarm]))];
  const drawn = new Set<string>();
  return names.flatMap((name) => {
    const rows = metricsOfAlarm(set, name).map((metric, _, all) => {
      const key = statisticKey(metric);
      const isNew = !drawn.has(key);
      drawn.add(key);
      return isNew ? [metricRow(labelOf(metric, all), metric, store)] : [];
    });
    return [...rows.flat(), alarmRow(name, timeline, expected.get(name))];
  });
}

function metricsOfAlarm({ definitions }: DefinitionSet, name: string): MetricStat[] {
  return ofKind(definitions, 'metric-alarm')
    .filter((alarm) => alarm.name === name)
    .flatMap(metricsOf);
}

function alarmRow(name: string, timeline: Timeline, expected: readonly Stretch[] | undefined): Row {
  const actions = timeline.actions
    .filter(({ alarm }) => alarm === name)
    .map(({ at, outcome }) => ({ at, ran: outcome === 'ran' }));
  const row = { kind: 'states', label: name, got: gotStretches(timeline, name), actions } as const;
  return expected === undefined ? row : { ...row, expected };
}

/** Metrics of one name are told apart by the dimensions in which they differ. */
function labelOf(metric: MetricStat, all: readonly MetricStat[]): string {
  const name = `${metric.metricName} ${metric.stat}`;
  const others = all.filter((other) => `${other.metricName} ${other.stat}` === name);
  const differing = Object.entries(metric.dimensions ?? {})
    .filter(([key, value]) => others.some(({ dimensions }) => dimensions?.[key] !== value))
    .map(([, value]) => value);
  return [name, ...differing].join(' ');
}

/** Of each column the statistic over its time. */
function metricRow(label: string, metric: MetricStat, store: MetricStore): Row {
  return {
    kind: 'values',
    label,
    valueOf: (begin, end) =>
      store.datapoint(metric, begin, Math.max(1, Math.round((end - begin) / 1000)))?.value,
  };
}
