import type { DashboardVariable } from '../../definitions/dashboard.ts';

/** A name that Grafana takes in `$name`. */
export function variableName(dimension: string): string {
  return dimension.replaceAll(/\W/g, '_');
}

/** The choice of the CloudWatch data source, on which every query rests. */
export const dataSourceVariable = {
  type: 'datasource',
  name: 'datasource',
  label: 'CloudWatch',
  query: 'cloudwatch',
  regex: '',
  refresh: 1,
  multi: false,
  includeAll: false,
  hide: 0,
  skipUrlSync: false,
  current: {},
  options: [],
} as const;

/** A dimension whose value the reader picks from a list. */
export function customVariable({ dimension, label, values }: DashboardVariable): object {
  const options = values.map((value, index) => ({ text: value, value, selected: index === 0 }));
  return {
    type: 'custom',
    name: variableName(dimension),
    label,
    // Grafana splits the list at commas that no backslash stands before.
    query: values.map((value) => value.replaceAll(',', String.raw`\,`)).join(','),
    multi: false,
    includeAll: false,
    hide: 0,
    skipUrlSync: false,
    current: options[0] ?? {},
    options,
  };
}
