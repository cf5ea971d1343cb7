import type { Dashboard } from '../../definitions/dashboard.ts';
import { ofKind } from '../../definitions/definition.ts';
import type { MetricQuery } from '../../definitions/metric.ts';
import { burnRateQueries } from '../../slo/burn-rate.ts';
import { secondsOf } from '../../slo/duration.ts';
import { sloAlarms } from '../../slo/slo-alarms.ts';
import { sloSchema, type ParsedSlo, type Slo } from '../../slo/slo.ts';
import { placeRows, type Block } from '../layout.ts';
import { dashboardLimits } from '../limits.ts';
import { alarmGraph } from './alarm-graph.ts';

const day = 86_400;

/**
 * How an error budget is doing: the states of its alarms, what is left of it, and the burn rate over each look-back with
 * the threshold of its alarm, so that a graph shows exactly what the alarm sees.
 *
 * @throws bad-definition, as `sloAlarms` does
 */
export function sloDashboard(slo: Slo): Dashboard {
  const definitions = sloAlarms(slo);
  const parsed = sloSchema.parse(slo);
  const states: Block = {
    width: 12,
    height: 6,
    widget: {
      kind: 'alarms',
      title: 'Error budget alarms',
      alarms: ofKind(definitions, 'composite-alarm').map(({ name }) => name),
    },
  };
  const alarms = ofKind(definitions, 'metric-alarm');
  const graphs = alarms.map((alarm) => ({
    ...alarmGraph(alarm, `Burn rate: ${alarm.name.slice(`${slo.name}-burn-`.length)}`),
    width: 12,
  }));
  return {
    kind: 'dashboard',
    name: `${slo.name.replaceAll('.', '-')}-slo`,
    title: `${slo.name}: ${100 * slo.objective} % over ${parsed.interval}`,
    ...(slo.region === undefined ? {} : { region: slo.region }),
    lookBack: lookBackOf(parsed),
    widgets: placeRows([[intro(parsed)], [states, budgetLeft(parsed)], graphs]),
  };
}

function intro({ objective, interval }: ParsedSlo): Block {
  const markdown = [
    `## ${100 * objective} % over ${interval}`,
    'A burn rate of 1 spends exactly the error budget by the end of the interval. An alarm fires when the burn rates over a',
    'long look-back (it matters) and over a short one (it is still going on) are both above their line.',
  ].join('\n');
  return { width: dashboardLimits.columns, height: 3, widget: { kind: 'text', markdown } };
}

/** The burn rate over the whole interval is the share of the budget that is spent. */
function budgetLeft(slo: ParsedSlo): Block {
  const spent = burnRateQueries({ ...slo, minimumEvents: 0 }, secondsOf(slo.interval) ?? day).map(
    (query): MetricQuery => ({ ...query, returnData: false }),
  );
  const left: MetricQuery = {
    id: 'left',
    expression: '100 * (1 - burn)',
    label: 'of the error budget is left',
  };
  return {
    width: 12,
    height: 6,
    widget: {
      kind: 'metric',
      title: `Error budget left, last ${slo.interval}`,
      view: 'number',
      queries: [...spent, left],
      axis: { label: '%' },
    },
  };
}

/** The interval as the dashboard's range: then the one period of the budget covers exactly what is shown. */
function lookBackOf({ interval }: ParsedSlo): string {
  const seconds = secondsOf(interval) ?? day;
  return seconds % day === 0 ? `P${seconds / day}D` : `PT${Math.ceil(seconds / 3600)}H`;
}
