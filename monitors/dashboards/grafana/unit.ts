import known from './unit.json' with { type: 'json' };
import type { MetricWidget } from '../../definitions/dashboard.ts';
import type { MetricStat } from '../../definitions/metric.ts';

/** CloudWatch's units as Grafana's; a map, since an axis may be called `constructor`. */
const ofUnit: ReadonlyMap<string, string> = new Map(Object.entries(known));

/** Units of metrics whose definitions name none, by the metric's name; the first that fits. */
const ofName: readonly (readonly [name: RegExp, unit: string])[] = [
  [
    /^(CPUUtilization|MemoryUtilization|.*(Percent|Ratio|Rate|Utilization)|PercentIOLimit)$/i,
    'percent',
  ],
  [/^(TargetResponseTime|ReadLatency|WriteLatency|EngineUptime)$/, 's'],
  [/^(AuroraReplicaLag.*|OriginLatency|IntegrationLatency|Latency|.*Latency)$/, 'ms'],
  [/^NetworkThroughput$|^Network[RT]xBytes$/, 'Bps'],
  [/Bytes|FreeableMemory|FreeLocalStorage|BurstCreditBalance/, 'bytes'],
];

/** The unit of a graph: what its axis says, else what all its drawn metrics have in common. */
export function unitOf(widget: MetricWidget): string {
  const label = widget.axis?.label;
  if (label !== undefined) return ofUnit.get(label) ?? 'short';
  const drawn = widget.queries.filter(({ returnData }) => returnData !== false);
  const units = new Set(
    drawn.map(({ metric }) => (metric === undefined ? 'short' : unitOfMetric(metric))),
  );
  const [unit = 'short'] = units;
  return units.size === 1 ? unit : 'short';
}

function unitOfMetric({ metricName, stat, unit }: MetricStat): string {
  if (stat === 'SampleCount') return 'short';
  if (unit !== undefined) return ofUnit.get(unit) ?? 'short';
  return ofName.find(([name]) => name.test(metricName))?.[1] ?? 'short';
}
