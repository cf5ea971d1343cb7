import type {
  AlarmWidget,
  Dashboard,
  LogWidget,
  MetricWidget,
  WidgetPosition,
  TextWidget,
  Widget,
} from '../../definitions/dashboard.ts';
import { alarmReference } from '../../aws/arn.ts';
import { defined } from '../defined.ts';
import { anyRegion, dataSource } from './data-source.ts';
import { fieldConfigOf } from './field-config.ts';
import { logTarget, metricTarget } from './target.ts';

/** A panel of Grafana's grid, which has 24 columns as CloudWatch's has. `index` counts from 0. */
export function panelOf(widget: Widget, index: number, dashboard: Dashboard): object {
  const common = { id: index + 1, gridPos: gridPosOf(widget.place) };
  if (widget.kind === 'metric') return { ...common, ...metricPanel(widget, dashboard) };
  if (widget.kind === 'text') return { ...common, ...textPanel(widget) };
  return widget.kind === 'alarms'
    ? { ...common, ...alarmPanel(widget, dashboard.region) }
    : { ...common, ...logPanel(widget, dashboard.region) };
}

function gridPosOf({ x, y, width, height }: WidgetPosition): object {
  return { x, y, w: width, h: height };
}

const panelTypes = {
  line: 'timeseries',
  stacked: 'timeseries',
  bar: 'bargauge',
  number: 'stat',
} as const;

const latest = { calcs: ['lastNotNull'], fields: '', values: false } as const;

const panelOptions = {
  timeseries: {
    legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] },
    tooltip: { mode: 'multi', sort: 'desc' },
  },
  bargauge: { displayMode: 'basic', orientation: 'horizontal', reduceOptions: latest },
  stat: { colorMode: 'value', graphMode: 'area', textMode: 'auto', reduceOptions: latest },
} as const;

function metricPanel(widget: MetricWidget, dashboard: Dashboard): object {
  const type = panelTypes[widget.view];
  const place = {
    region: widget.region ?? dashboard.region ?? anyRegion,
    variables: dashboard.variables ?? [],
  };
  return defined({
    type,
    title: widget.title,
    description: linesInWords(widget),
    datasource: dataSource,
    fieldConfig: fieldConfigOf(widget),
    options: panelOptions[type],
    targets: widget.queries.map((query, at) => metricTarget(query, at, place)),
  });
}

/** Grafana draws thresholds without their names, so the names go into the panel's description. */
function linesInWords({ lines = [] }: MetricWidget): string | undefined {
  if (lines.length === 0) return undefined;
  return `Lines: ${lines.map(({ label, value }) => `${value} (${label})`).join('; ')}`;
}

function textPanel({ markdown }: TextWidget): object {
  return {
    type: 'text',
    title: '',
    transparent: true,
    options: { mode: 'markdown', content: markdown },
  };
}

/**
 * Grafana's alert list knows only Grafana's own alerts, and CloudWatch gives alarm states as no metric: so the panel
 * links to each alarm, and annotations mark its changes on the graphs.
 */
function alarmPanel(widget: AlarmWidget, home: string | undefined): object {
  const links = widget.alarms.map((alarm) => {
    const { name, region = home } = alarmReference(alarm);
    return region === undefined ? `- ${name}` : `- [${name}](${consoleLink(name, region)})`;
  });
  const text = { mode: 'markdown', content: links.join('\n') };
  return { type: 'text', title: widget.title, options: text };
}

function consoleLink(alarm: string, region: string): string {
  const page = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}`;
  return `${page}#alarmsV2:alarm/${encodeURIComponent(alarm)}`;
}

function logPanel(widget: LogWidget, home: string | undefined): object {
  const table = /\|\s*stats\s/i.test(widget.query);
  return {
    type: table ? 'table' : 'logs',
    title: widget.title,
    datasource: dataSource,
    fieldConfig: { defaults: {}, overrides: [] },
    options: table
      ? { showHeader: true }
      : { showTime: true, wrapLogMessage: true, sortOrder: 'Descending' },
    targets: [logTarget(widget, widget.region ?? home ?? anyRegion)],
  };
}
