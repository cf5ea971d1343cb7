import type { ActionTarget } from '../definitions/base.ts';
import type { EventRule } from '../definitions/event-rule.ts';
import type {
  ComparisonOperator,
  MetricAlarm,
  TreatMissingData,
} from '../definitions/metric-alarm.ts';
import type { MetricQuery, MetricStat } from '../definitions/metric.ts';

/** Who owns what a pack makes: the parts of names, and whom alarms tell. */
export interface Owner {
  readonly environment: string;
  readonly tenant?: string | undefined;
  readonly component: string;
  readonly notify: readonly ActionTarget[];
  /** Where it must live, when that is not the environment's own region. */
  readonly region?: string;
}

/** `prod-pms`, or `prod-lakeside-pms` for a tenant's own. */
export function prefixOf({ environment, tenant, component }: Owner): string {
  return [environment, tenant, component].filter((part) => part !== undefined).join('-');
}

/** Metrics made from logs stay apart by environment and tenant, or two filters would add to one metric. */
export function namespaceOf({ environment, tenant }: Owner): string {
  return ['Bilancia', environment, tenant].filter((part) => part !== undefined).join('/');
}

const operators = {
  '>': 'GreaterThanThreshold',
  '>=': 'GreaterThanOrEqualToThreshold',
  '<': 'LessThanThreshold',
  '<=': 'LessThanOrEqualToThreshold',
} as const satisfies Record<string, ComparisonOperator>;

/** An alarm of a pack, in short. */
export interface AlarmSketch {
  /** Last part of the name. */
  readonly what: string;
  /** What is the matter when it fires: a sentence. */
  readonly means: string;
  /** What to do first: a sentence. */
  readonly first: string;
  readonly metric: MetricStat | readonly MetricQuery[];
  readonly breaching: readonly [comparison: keyof typeof operators, threshold: number];
  /** M of N. */
  readonly datapoints: readonly [breaching: number, looked: number];
  readonly missing: TreatMissingData;
  /** Of a percentile: keep the state while it rests on few requests. */
  readonly fewSamples?: 'ignore';
}

/** Makes the alarms of an owner: each says what it means and what to do first, and tells of ALARM and of OK. */
export function alarmsOf(owner: Owner): (sketch: AlarmSketch) => MetricAlarm {
  const { region, notify } = owner;
  return (sketch) => ({
    kind: 'metric-alarm',
    name: `${prefixOf(owner)}-${sketch.what}`,
    ...(region === undefined ? {} : { region }),
    description: `${sketch.means} First: ${sketch.first}`,
    metric: sketch.metric,
    comparisonOperator: operators[sketch.breaching[0]],
    threshold: sketch.breaching[1],
    evaluationPeriods: sketch.datapoints[1],
    datapointsToAlarm: sketch.datapoints[0],
    treatMissingData: sketch.missing,
    ...(sketch.fewSamples === undefined
      ? {}
      : { evaluateLowSampleCountPercentile: sketch.fewSamples }),
    actions: { alarm: notify, ok: notify },
  });
}

/** Makes the event rules of an owner; their targets are who is told of alarms. */
export function eventRulesOf(owner: Owner) {
  return (
    what: string,
    description: string,
    eventPattern: Readonly<Record<string, unknown>>,
  ): EventRule => ({
    kind: 'event-rule',
    name: `${prefixOf(owner)}-${what}`,
    ...(owner.region === undefined ? {} : { region: owner.region }),
    description,
    eventPattern,
    targets: owner.notify,
  });
}

/** The metrics of one namespace and one set of dimensions. */
export function metricsOf(namespace: string, dimensions: Readonly<Record<string, string>>) {
  return (metricName: string, stat: string, period = 60): MetricStat => ({
    namespace,
    metricName,
    ...(Object.keys(dimensions).length === 0 ? {} : { dimensions }),
    stat,
    period,
  });
}

/** The queries of a metric math alarm. All periods are those of the metrics, which must agree. */
export function math(
  label: string,
  expression: string,
  metrics: Readonly<Record<string, MetricStat>>,
): MetricQuery[] {
  const period = Object.values(metrics)[0]?.period;
  return [
    { id: 'result', expression, label, ...(period === undefined ? {} : { period }) },
    ...Object.entries(metrics).map(([id, metric]) => ({ id, metric, returnData: false })),
  ];
}
