import type { Dashboard } from '../../definitions/dashboard.ts';
import { alarmReference } from '../../aws/arn.ts';
import { anyRegion, dataSource } from './data-source.ts';

/** The list that every dashboard has: Grafana's own annotations. */
const builtIn = {
  builtIn: 1,
  datasource: { type: 'grafana', uid: '-- Grafana --' },
  enable: true,
  hide: true,
  iconColor: 'rgba(0, 211, 255, 1)',
  name: 'Annotations & Alerts',
  type: 'dashboard',
} as const;

/**
 * Marks on every graph where an alarm of the dashboard changed its state. Grafana asks CloudWatch for alarms by the
 * beginning of their names, and only for those with an action; so there is one annotation for each beginning.
 */
export function annotationsOf(dashboard: Dashboard): object[] {
  const alarms = dashboard.widgets.flatMap((widget) =>
    widget.kind === 'alarms' ? widget.alarms.map(alarmReference) : [],
  );
  const groups = new Map(
    alarms.map(({ name, region = dashboard.region ?? anyRegion }) => {
      const prefix = prefixOf(name);
      return [`${region} ${prefix}`, { prefix, region }];
    }),
  );
  return [builtIn, ...[...groups.values()].map(alarmAnnotation)];
}

/** `prod-aurora-` of `prod-aurora-cpu-high`: alarms of one component begin alike. */
function prefixOf(name: string): string {
  return /^[^-]+-[^-]+-/.exec(name)?.[0] ?? name;
}

function alarmAnnotation({ prefix, region }: { prefix: string; region: string }): object {
  return {
    datasource: dataSource,
    enable: true,
    hide: false,
    iconColor: 'red',
    name: `Alarms ${prefix}`,
    target: {
      refId: 'annotationQuery',
      queryMode: 'Annotations',
      prefixMatching: true,
      alarmNamePrefix: prefix,
      // Grafana does not ask without one.
      actionPrefix: 'arn:',
      region,
      namespace: '',
      metricName: '',
      dimensions: {},
      statistic: 'Average',
      period: '',
    },
  };
}
