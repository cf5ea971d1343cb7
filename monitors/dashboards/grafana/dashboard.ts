import { createHash } from 'node:crypto';
import { knownError } from '../../../core/errors.ts';
import type { Dashboard } from '../../definitions/dashboard.ts';
import { readDashboardBody } from '../cloudwatch/read/read-body.ts';
import { dashboardProblems } from '../problems.ts';
import { annotationsOf } from './annotation.ts';
import { panelOf } from './panel.ts';
import { customVariable, dataSourceVariable } from './variable.ts';

/** Of Grafana 12.2 and later; an older Grafana takes it, a newer one migrates it. */
const schemaVersion = 42;

/** Grafana keeps at most so many characters of a dashboard's uid. */
const uidLength = 40;

/**
 * A dashboard in Grafana's classic JSON model, ready for import, provisioning or the HTTP API:
 * https://grafana.com/docs/grafana/latest/visualizations/dashboards/build-dashboards/view-dashboard-json-model/
 *
 * The CloudWatch data source is picked by a variable. A body that was read from elsewhere is taken apart; what Grafana has
 * no counterpart for becomes a text. A dashboard that CloudWatch would refuse is the error `bad-value`.
 */
export function grafanaDashboard(given: Dashboard): Readonly<Record<string, unknown>> {
  const dashboard = drawable(given);
  const [problem] = dashboardProblems(dashboard);
  if (problem !== undefined) throw knownError('bad-value', problem);
  return {
    id: null,
    uid: uidOf(dashboard.name),
    title: dashboard.title,
    tags: ['bilancia'],
    timezone: 'browser',
    schemaVersion,
    version: 0,
    editable: true,
    // One crosshair over all graphs, to see what happened at the same time.
    graphTooltip: 1,
    fiscalYearStartMonth: 0,
    refresh: '1m',
    time: { from: `now-${grafanaDuration(dashboard.lookBack ?? 'PT3H')}`, to: 'now' },
    timepicker: {},
    links: [],
    annotations: { list: annotationsOf(dashboard) },
    templating: { list: [dataSourceVariable, ...(dashboard.variables ?? []).map(customVariable)] },
    panels: dashboard.widgets.map((widget, index) => panelOf(widget, index, dashboard)),
  };
}

function uidOf(name: string): string {
  if (name.length <= uidLength) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, uidLength - digest.length - 1)}-${digest}`;
}

/** `PT3H` as `3h`, `PT5M` as `5m`, `P2M` as `2M`: only months are large. */
function grafanaDuration(duration: string): string {
  const isMonths = /^P\d+M$/.test(duration);
  const amount = duration.replace(/^PT?/, '');
  return isMonths ? amount : amount.toLowerCase();
}

function drawable(dashboard: Dashboard): Dashboard {
  if (dashboard.body === undefined) return dashboard;
  const { body, ...rest } = dashboard;
  return { ...rest, ...readDashboardBody(dashboard.name, body) };
}
