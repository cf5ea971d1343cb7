import type { MetricWidget } from '../../definitions/dashboard.ts';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import type { MetricQuery } from '../../definitions/metric.ts';
import type { Block } from '../layout.ts';

/** A graph of what an alarm looks at, with its threshold as a line that says when the alarm goes off. */
export function alarmGraph(alarm: MetricAlarm, title: string): Block {
  const { threshold } = alarm;
  const widget: Omit<MetricWidget, 'place'> = {
    kind: 'metric',
    title,
    view: 'line',
    queries: queriesOf(alarm),
    ...(alarm.region === undefined ? {} : { region: alarm.region }),
    ...(typeof threshold === 'number'
      ? { lines: [{ label: ruleInWords(alarm, threshold), value: threshold }] }
      : {}),
  };
  return { width: 8, height: 6, widget };
}

/** What an alarm looks at, as the queries of a graph. */
export function queriesOf({ metric }: MetricAlarm): readonly MetricQuery[] {
  return 'namespace' in metric ? [{ id: 'm1', metric }] : metric;
}

const symbols: Readonly<Record<MetricAlarm['comparisonOperator'], string>> = {
  GreaterThanOrEqualToThreshold: '≥',
  GreaterThanThreshold: '>',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '≤',
  LessThanLowerOrGreaterThanUpperThreshold: 'outside',
  LessThanLowerThreshold: 'below',
  GreaterThanUpperThreshold: 'above',
};

/** `alarm > 80, 3 of 5`: how many of the latest datapoints must breach. */
function ruleInWords(alarm: MetricAlarm, threshold: number): string {
  const { comparisonOperator, evaluationPeriods, datapointsToAlarm } = alarm;
  const count = `${datapointsToAlarm ?? evaluationPeriods} of ${evaluationPeriods}`;
  return `alarm ${symbols[comparisonOperator]} ${threshold}, ${count}`;
}
