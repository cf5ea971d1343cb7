import type { ChanceModel } from '../../../../core/statistics/balance/chance.ts';
import type { MetricQuery } from '../../../definitions/metric.ts';
import type { Block } from '../../layout.ts';

interface Tasks {
  readonly cluster: string;
  readonly service: string;
  /** Namespace of `bilancia balance publish`, where that runs. */
  readonly publishedIn?: string;
}

/**
 * How evenly the tasks of a service are loaded, from the free metrics of `AWS/ECS`: their Minimum, Average and Maximum
 * are over the tasks, so that peak-to-average needs no agent and no metric per task.
 */
export function taskSection(tasks: Tasks): Block[] {
  return [
    range('Task CPU', 'CPUUtilization', tasks),
    peakToAverage('CPU: peak to average', 'CPUUtilization', tasks),
    wasted('CPU: wasted fraction', 'CPUUtilization', tasks),
    range('Task memory', 'MemoryUtilization', tasks),
    peakToAverage('Memory: peak to average', 'MemoryUtilization', tasks),
    perTask(tasks),
    ...(tasks.publishedIn === undefined ? [] : [beyondChance(tasks, tasks.publishedIn)]),
  ];
}

const statistics = { low: 'Minimum', mean: 'Average', peak: 'Maximum' } as const;
const period = 60;

function queriesOf(metricName: string, tasks: Tasks, drawn: boolean): MetricQuery[] {
  const dimensions = { ClusterName: tasks.cluster, ServiceName: tasks.service };
  return Object.entries(statistics).map(([id, stat]) => ({
    id,
    metric: { namespace: 'AWS/ECS', metricName, dimensions, stat, period },
    label: stat,
    returnData: drawn,
  }));
}

type Graph = Extract<Block['widget'], { readonly kind: 'metric' }>;

function graph(
  title: string,
  queries: readonly MetricQuery[],
  more: Pick<Graph, 'axis' | 'lines'>,
): Block {
  return { width: 8, height: 6, widget: { kind: 'metric', title, view: 'line', queries, ...more } };
}

function range(title: string, metricName: string, tasks: Tasks): Block {
  return graph(title, queriesOf(metricName, tasks, true), { axis: { label: '%', min: 0 } });
}

/** Requests dealt out in turn, which cost as differently as ordinary requests do. */
export const usual: ChanceModel = { units: 4, requests: 100, policy: 'round robin', costCv: 1.31 };

/**
 * What chance alone reaches once in a hundred minutes: an alarm beneath it pages on noise. Fewer tasks or more requests have
 * less. A test holds it to `chanceLevel`, which takes too long to be asked for every dashboard.
 */
export const chance = {
  label: `chance alone, ${usual.units} tasks at ${usual.requests} requests/min (p99)`,
  value: 1.35,
} as const;

function peakToAverage(title: string, metricName: string, tasks: Tasks): Block {
  const ratio: MetricQuery = { id: 'ratio', expression: 'peak / mean', label: 'maximum / average' };
  const queries = [...queriesOf(metricName, tasks, false), ratio];
  return graph(title, queries, { axis: { min: 1 }, lines: [chance] });
}

/** Of requests that were counted: above 1 there is a cause. */
function beyondChance({ cluster, service }: Tasks, namespace: string): Block {
  const dimensions = { ClusterName: cluster, ServiceName: service };
  const metric = { namespace, metricName: 'BeyondChance', dimensions, stat: 'Average', period };
  return graph(
    'CPU: beyond chance',
    [{ id: 'beyond', metric, label: 'peak to average over that of chance (p99)' }],
    { axis: { min: 0 }, lines: [{ label: 'no chance any more', value: 1 }] },
  );
}

function wasted(title: string, metricName: string, tasks: Tasks): Block {
  const fraction: MetricQuery = {
    id: 'wasted',
    expression: '100 * (1 - mean / peak)',
    label: 'of the fleet, when the hottest task is the limit',
  };
  const queries = [...queriesOf(metricName, tasks, false), fraction];
  return graph(title, queries, { axis: { label: '%', min: 0, max: 100 } });
}

/**
 * Single tasks, from Container Insights' performance events: standard Container Insights has no metric per task, and an
 * alarm on one would die with its task. The log group keeps a day by default.
 */
function perTask({ cluster, service }: Tasks): Block {
  const name = service.replaceAll('"', String.raw`\"`);
  const query = [
    `filter Type = "Task" and ServiceName = "${name}"`,
    'stats avg(100 * CpuUtilized / CpuReserved) as cpuPercent, avg(100 * MemoryUtilized / MemoryReserved) as memoryPercent, count(*) as minutes by TaskId, AvailabilityZone',
    'sort cpuPercent desc',
  ].join(' | ');
  return {
    width: 8,
    height: 6,
    widget: {
      kind: 'log',
      title: 'Single tasks, hottest first',
      logGroups: [`/aws/ecs/containerinsights/${cluster}/performance`],
      query,
    },
  };
}
