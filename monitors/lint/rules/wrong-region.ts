import type { Dashboard, Widget } from '../../definitions/dashboard.ts';
import type { LintContext } from '../rule/context.ts';
import { describeWidget } from '../rule/dashboard-widgets.ts';
import { homeRegions } from '../catalog/index.ts';
import type { Problem } from '../rule/rule.ts';
import { offlineRule } from '../rule/make-rule.ts';
import { describeMetric, watchedMetrics } from '../rule/watched.ts';

export const wrongRegion = offlineRule('wrong-region', function* (context) {
  for (const { alarm, metric, region } of watchedMetrics(context)) {
    const home = homeRegions[metric.namespace];
    if (home === undefined || home.region === region) continue;
    yield {
      about: alarm,
      summary: `It is in ${region}, but ${describeMetric(metric)} is reported only to ${home.region}.`,
      details: `It never gets a datapoint (${home.source}). Set its region to ${home.region}, and use a topic there.`,
    };
  }
  for (const dashboard of context.all('dashboard'))
    for (const [index, widget] of dashboard.widgets.entries())
      yield* strayMetrics(context, dashboard, widget, index);
});

/** Metrics of a widget that the widget's region does not have. */
function* strayMetrics(
  context: LintContext,
  dashboard: Dashboard,
  widget: Widget,
  index: number,
): Generator<Problem> {
  if (widget.kind !== 'metric') return;
  const region = widget.region ?? context.regionOf(dashboard);
  for (const { metric } of widget.queries) {
    const home = metric === undefined ? undefined : homeRegions[metric.namespace];
    if (metric === undefined || home === undefined || home.region === region) continue;
    yield {
      about: dashboard,
      severity: 'warning',
      summary: `Its ${describeWidget(widget, index)} shows ${region}, but ${describeMetric(metric)} is reported only to ${home.region}.`,
      details: `It stays empty (${home.source}). Set the widget's region to ${home.region}.`,
    };
  }
}
