import type { MetricWidget } from '../../../definitions/dashboard.ts';
import type { Block } from '../../layout.ts';
import type { BodyProperties, BodyWidget } from './body-schema.ts';
import { metricQueries } from './metric-entries.ts';

type Content = Block['widget'];

/** What a widget of a body shows. */
export function widgetContent({ type, properties }: BodyWidget): Content {
  const { title = '', markdown, alarms, query, annotations } = properties;
  if (type === 'text' && markdown !== undefined) return { kind: 'text', markdown };
  if (type === 'alarm' && alarms !== undefined) return { kind: 'alarms', title, alarms };
  if (type === 'log' && query !== undefined) return logContent(properties, query);
  if (type === 'metric' && properties.metrics !== undefined) return metricContent(properties);
  // A graph of an alarm names the alarm only.
  if (type === 'metric' && annotations?.alarms !== undefined)
    return { kind: 'alarms', title, alarms: annotations.alarms };
  return { kind: 'text', markdown: `${title} (a CloudWatch widget of the kind "${type}")`.trim() };
}

function metricContent(properties: BodyProperties): Content {
  const axis = properties.yAxis?.left;
  const lines = linesOf(properties);
  return {
    kind: 'metric',
    title: properties.title ?? '',
    view: viewOf(properties),
    queries: metricQueries(properties),
    ...(properties.region === undefined ? {} : { region: properties.region }),
    ...(axis === undefined ? {} : { axis: axisOf(axis) }),
    ...(lines.length === 0 ? {} : { lines }),
  };
}

function viewOf({ view, stacked }: BodyProperties): MetricWidget['view'] {
  if (view === 'singleValue' || view === 'gauge') return 'number';
  if (view === 'bar' || view === 'pie') return 'bar';
  return stacked === true ? 'stacked' : 'line';
}

function axisOf({
  label,
  min,
  max,
}: {
  label?: string | undefined;
  min?: number | undefined;
  max?: number | undefined;
}): NonNullable<MetricWidget['axis']> {
  return {
    ...(label === undefined ? {} : { label }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  };
}

/** A band between two lines is two lines. */
function linesOf({ annotations }: BodyProperties): { label: string; value: number }[] {
  return (annotations?.horizontal ?? []).flat().map(({ label = '', value }) => ({ label, value }));
}

/** `SOURCE 'a' | SOURCE 'b' | fields ...` taken apart. */
function logContent({ title = '', region }: BodyProperties, query: string): Content {
  const source = /^\s*SOURCE\s+(?:'([^']*)'|"([^"]*)")\s*\|\s*/i;
  const logGroups: string[] = [];
  let rest = query;
  for (let found = source.exec(rest); found !== null; found = source.exec(rest)) {
    logGroups.push(found[1] ?? found[2] ?? '');
    rest = rest.slice(found[0].length);
  }
  return {
    kind: 'log',
    title,
    logGroups,
    query: rest,
    ...(region === undefined ? {} : { region }),
  };
}
