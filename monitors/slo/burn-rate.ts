import type { MetricQuery, MetricStat } from '../definitions/metric.ts';
import type { ParsedSlo } from './slo.ts';

type Counters = NonNullable<ParsedSlo['bad']>;

/** The share of what was bad in a window, as metric math, and the metrics it takes. */
interface Share {
  readonly bad: string;
  readonly total: string;
  readonly metrics: Readonly<Record<string, MetricStat>>;
}

/**
 * The queries of the burn rate over one window: the share of what was bad, over the share that the objective allows. The
 * window is one period, so that the share is that of all events in it, and not a mean of shares in which a quiet minute
 * weighs as much as a busy one.
 *
 * Counters are sparse: `FILL` makes a window without errors 0. A window without any traffic is 0/0, which metric math drops
 * and the alarm takes as not breaching.
 */
export function burnRateQueries(slo: ParsedSlo, seconds: number): MetricQuery[] {
  const { bad, total, metrics } = shareOf(slo, seconds);
  const burn = `(${bad}) / (${total}) / ${budgetText(slo.objective)}`;
  const expression =
    slo.minimumEvents > 0 ? `IF((${total}) >= ${slo.minimumEvents}, ${burn}, 0)` : burn;
  return [
    { id: 'burn', expression, label: 'burn rate', period: seconds },
    ...Object.entries(metrics).map(([id, metric]) => ({ id, metric, returnData: false })),
  ];
}

function shareOf(slo: ParsedSlo, period: number): Share {
  if (slo.availability !== undefined) return availability(slo.availability, period);
  if (slo.latency !== undefined) return latency(slo.latency, period);
  const total = named('t', slo.total ?? [], period);
  if (slo.bad !== undefined) {
    const bad = named('b', slo.bad, period);
    return { bad: sumOf(bad), total: sumOf(total), metrics: { ...bad, ...total } };
  }
  const good = named('g', slo.good ?? [], period);
  return {
    bad: `${sumOf(total)} - (${sumOf(good)})`,
    total: sumOf(total),
    metrics: { ...good, ...total },
  };
}

/**
 * A request that the load balancer refuses before it has a target is in HTTPCode_ELB_5XX_Count, but not in RequestCount:
 * it counts in the total, too, or an outage of all targets would be 0/0.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 */
function availability(
  { loadBalancer, targetGroup }: NonNullable<ParsedSlo['availability']>,
  period: number,
): Share {
  const balancer = { LoadBalancer: loadBalancer };
  const group = targetGroup === undefined ? balancer : { ...balancer, TargetGroup: targetGroup };
  const counter = (metricName: string, dimensions: Record<string, string>): MetricStat => ({
    namespace: 'AWS/ApplicationELB',
    metricName,
    dimensions,
    stat: 'Sum',
    period,
  });
  return {
    bad: 'FILL(elb, 0) + FILL(targets, 0)',
    total: 'FILL(requests, 0) + FILL(elb, 0)',
    metrics: {
      elb: counter('HTTPCode_ELB_5XX_Count', balancer),
      targets: counter('HTTPCode_Target_5XX_Count', group),
      requests: counter('RequestCount', group),
    },
  };
}

/** The percentile rank: which percentage of the values is not above the bound. Statistics-definitions, PR(:n). */
function latency({ metric, atMost }: NonNullable<ParsedSlo['latency']>, period: number): Share {
  const { dimensions, ...rest } = metric;
  const common = { ...rest, ...(dimensions === undefined ? {} : { dimensions }), period };
  return {
    bad: 'n * (1 - fast / 100)',
    total: 'n',
    metrics: {
      fast: { ...common, stat: `PR(:${atMost})` },
      n: { ...common, stat: 'SampleCount' },
    },
  };
}

function named(letter: string, counters: Counters, period: number): Record<string, MetricStat> {
  return Object.fromEntries(
    counters.map(({ dimensions, unit, ...counter }, index) => [
      `${letter}${index + 1}`,
      {
        ...counter,
        ...(dimensions === undefined ? {} : { dimensions }),
        ...(unit === undefined ? {} : { unit }),
        period,
      },
    ]),
  );
}

function sumOf(metrics: Readonly<Record<string, MetricStat>>): string {
  return Object.keys(metrics)
    .map((id) => `FILL(${id}, 0)`)
    .join(' + ');
}

/** 1 - objective, without the noise of binary fractions and without an exponent. */
export function errorBudget(objective: number): number {
  return Number((1 - objective).toPrecision(10));
}

function budgetText(objective: number): string {
  return errorBudget(objective).toFixed(12).replace(/0+$/, '');
}
