import { ofKind, type DefinitionSet } from '../../definitions/definition.ts';
import type { Dashboard } from '../../definitions/dashboard.ts';
import type { CompositeAlarm } from '../../definitions/composite-alarm.ts';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import { alarmArn } from '../cloudwatch/alarm-arn.ts';
import { placeRows, type Block } from '../layout.ts';
import { dashboardLimits as limits } from '../limits.ts';
import { alarmGraph, queriesOf } from './alarm-graph.ts';
import { logBlocks } from './log-blocks.ts';
import { shortTitles } from './short-titles.ts';

/**
 * A dashboard of everything that is defined: the states of all alarms at the top, a graph for each metric alarm with its
 * threshold, and the latest lines of the log groups that filters count. What has no room says so.
 */
export function overviewDashboard(set: DefinitionSet): Dashboard {
  const { environment, definitions } = set;
  const alarms = ofKind(definitions, 'metric-alarm');
  const logs = logBlocks(ofKind(definitions, 'metric-filter'), environment.region);
  const states = stateBlocks(set, [...ofKind(definitions, 'composite-alarm'), ...alarms]);
  // One widget is left for the text that names what has no room.
  const drawn = alarmsWithRoom(alarms, limits.widgets - states.length - logs.length - 1);
  const titles = shortTitles(drawn.map(({ name }) => name));
  const graphs = drawn.map((alarm, index) => alarmGraph(alarm, titles[index] ?? alarm.name));
  return {
    kind: 'dashboard',
    name: `${environment.name.replaceAll(/[^A-Za-z0-9_-]/g, '-')}-overview`,
    region: environment.region,
    title: `${environment.name}: all alarms`,
    widgets: placeRows([states, graphs, leftOut(alarms.length - drawn.length), logs]),
  };
}

/** Composites first: they are what pages. An alarm of another region is named by its ARN. */
function stateBlocks(
  { environment }: DefinitionSet,
  alarms: readonly (MetricAlarm | CompositeAlarm)[],
): Block[] {
  const names = alarms.map(({ name, region = environment.region }) =>
    region === environment.region
      ? name
      : alarmArn(name, { region, accountId: environment.accountId }),
  );
  const most = limits.alarmsPerWidget;
  const parts = Array.from({ length: Math.ceil(names.length / most) }, (_, index) =>
    names.slice(index * most, (index + 1) * most),
  );
  return parts.map((part, index) => ({
    width: limits.columns,
    height: Math.min(10, 2 + Math.ceil(part.length / 4)),
    widget: {
      kind: 'alarms',
      title: parts.length === 1 ? 'Alarms' : `Alarms, part ${index + 1}`,
      alarms: part,
    },
  }));
}

/** As many alarms, from the first on, as the limits of widgets and of metrics leave room for. */
function alarmsWithRoom(alarms: readonly MetricAlarm[], widgets: number): MetricAlarm[] {
  let metrics = 0;
  return alarms.slice(0, Math.max(0, widgets)).filter((alarm) => {
    metrics += queriesOf(alarm).length;
    return metrics <= limits.metrics;
  });
}

function leftOut(count: number): Block[] {
  if (count === 0) return [];
  const markdown = `${count} more alarms have no graph here: a dashboard allows ${limits.widgets} widgets and ${limits.metrics} metrics.`;
  return [{ width: limits.columns, height: 2, widget: { kind: 'text', markdown } }];
}
