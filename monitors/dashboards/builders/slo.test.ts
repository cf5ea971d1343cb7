import { describe, expect, it } from 'vitest';
import type { Dashboard } from '../../definitions/dashboard.ts';
import { evaluateQueries } from '../../metric-math/evaluation/evaluate-queries.ts';
import type { MetricSource } from '../../metrics/datapoint.ts';
import { dashboardProblems } from '../problems.ts';
import { overlaps } from '../testing/overlap.ts';
import { sloDashboard } from './slo.ts';

const dashboard = sloDashboard({
  name: 'prod-booking-availability',
  objective: 0.999,
  interval: '28d',
  availability: { loadBalancer: 'app/booking/50dc6c495c0c9188' },
});

const day = 86_400;

function graphNamed({ widgets }: Dashboard, title: string) {
  const found = widgets.find((widget) => widget.kind === 'metric' && widget.title === title);
  if (found?.kind !== 'metric') throw new Error(`no graph ${title}`);
  return found;
}

/** What was counted over one period, by the name of the metric. */
const counted = (values: Readonly<Record<string, number>>): MetricSource => ({
  datapoint: ({ metricName }) => {
    const value = values[metricName];
    return value === undefined ? undefined : { value, sampleCount: 1 };
  },
});

describe('the dashboard of an error budget', () => {
  it('has the alarms, what is left, and the burn rate over each look-back with its threshold', () => {
    expect({ ...dashboard, widgets: [] }).toEqual({
      kind: 'dashboard',
      name: 'prod-booking-availability-slo',
      title: 'prod-booking-availability: 99.9 % over 28d',
      lookBack: 'P28D',
      widgets: [],
    });
    const shown = dashboard.widgets.flatMap((widget) =>
      widget.kind === 'metric' ? [[widget.title, widget.lines?.[0]?.value]] : [],
    );
    expect(shown).toEqual([
      ['Error budget left, last 28d', undefined],
      ['Burn rate: page-quick-5m', 13.44],
      ['Burn rate: page-quick-1h', 13.44],
      ['Burn rate: page-slow-30m', 5.6],
      ['Burn rate: page-slow-6h', 5.6],
      ['Burn rate: ticket-quick-2h', 2.8],
      ['Burn rate: ticket-quick-1d', 2.8],
      ['Burn rate: ticket-slow-6h', 0.933333333333],
      ['Burn rate: ticket-slow-3d', 0.933333333333],
    ]);
    expect(dashboard.widgets[1]).toMatchObject({
      kind: 'alarms',
      alarms: ['prod-booking-availability-burn-page', 'prod-booking-availability-burn-ticket'],
    });
  });

  it.each([
    [{ RequestCount: 1_000_000 }, 100],
    [{ RequestCount: 1_000_000, HTTPCode_Target_5XX_Count: 500 }, 50],
    [{ RequestCount: 999_000, HTTPCode_ELB_5XX_Count: 1000 }, 0],
    [{ RequestCount: 1_000_000, HTTPCode_Target_5XX_Count: 2000 }, -100],
  ])('after %j, %i %% of the budget is left', (values, left) => {
    const { queries } = graphNamed(dashboard, 'Error budget left, last 28d');
    const results = evaluateQueries({
      queries,
      starts: [0],
      period: 28 * day,
      source: counted(values),
    });
    const result = results.get('left');
    expect(result?.kind === 'series' && result.values[0]).toBeCloseTo(left, 6);
  });

  it('is within the limits, without overlaps', () => {
    expect(dashboardProblems(dashboard)).toEqual([]);
    expect(overlaps(dashboard.widgets.map(({ place }) => place))).toEqual([]);
  });
});
