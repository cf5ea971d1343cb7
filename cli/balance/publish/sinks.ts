import {
  type CloudWatchClient,
  GetMetricDataCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import type { Context } from '../../../core/context.ts';
import type { Service } from '../../../reports/balance/load/series.ts';
import {
  type Datapoint,
  publishedMetrics,
  publishedNames,
} from '../../../reports/balance/publish/datapoints.ts';
import { emfLine } from '../../../reports/balance/publish/emf.ts';
import { writeSteadily } from '../../terminal/output.ts';
import type { Memory, ServiceName } from './memory.ts';

/** Where datapoints go. A minute that was published is not asked for again. */
export interface Sink {
  readonly lastOf: (service: Service) => Promise<number>;
  /** Datapoints of one service, in order of time. */
  readonly publish: (points: readonly Datapoint[]) => Promise<void>;
}

export function emfSink(context: Context, namespace: string, memory: Memory): Sink {
  return {
    lastOf: ({ cluster, name }) => memory.lastOf({ cluster, service: name }),
    publish: async (points) => {
      await writeSteadily(
        context,
        points.map((point) => `${emfLine(point, namespace)}\n`).join(''),
      );
      await rememberLast(memory, points);
    },
  };
}

/** Values that one PutMetricData may carry. Source: PutMetricData, API reference. */
const mostValues = 1000;
/** CloudWatch takes values up to two weeks old; what it knows of older minutes does not matter. */
const lookBackMs = 14 * 24 * 3_600_000;

/** By PutMetricData. Without a memory of its own, the metric itself tells which minutes it has. */
export function cloudwatchSink(
  cloudwatch: CloudWatchClient,
  Namespace: string,
  memory: Memory | undefined,
): Sink {
  const newestOf = async (name: ServiceName, newest: number): Promise<number> => {
    const metric = { Namespace, MetricName: 'PeakToAverage', Dimensions: dimensionsOf(name) };
    const { MetricDataResults = [] } = await cloudwatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(newest - lookBackMs),
        EndTime: new Date(newest + 60_000),
        ScanBy: 'TimestampDescending',
        MetricDataQueries: [
          { Id: 'last', MetricStat: { Metric: metric, Period: 60, Stat: 'SampleCount' } },
        ],
      }),
    );
    const times = MetricDataResults.flatMap(({ Timestamps = [] }) => Timestamps);
    return Math.max(-Infinity, ...times.map((time) => time.getTime()));
  };
  return {
    lastOf: async ({ cluster, name, matrix }) => {
      const key = { cluster, service: name };
      return memory?.lastOf(key) ?? newestOf(key, matrix.times.at(-1) ?? 0);
    },
    publish: async (points) => {
      const data = points.flatMap(dataOf);
      for (let from = 0; from < data.length; from += mostValues)
        await cloudwatch.send(
          new PutMetricDataCommand({ Namespace, MetricData: data.slice(from, from + mostValues) }),
        );
      if (memory !== undefined) await rememberLast(memory, points);
    },
  };
}

function dataOf({ at, values, ...name }: Datapoint) {
  return publishedNames.flatMap((MetricName) => {
    const Value = values[MetricName];
    if (Value === undefined) return [];
    const Timestamp = new Date(at);
    const Unit = publishedMetrics[MetricName];
    return [{ MetricName, Dimensions: dimensionsOf(name), Timestamp, Value, Unit }];
  });
}

function dimensionsOf({ cluster, service }: ServiceName) {
  return [
    { Name: 'ClusterName', Value: cluster },
    { Name: 'ServiceName', Value: service },
  ];
}

async function rememberLast(memory: Memory, points: readonly Datapoint[]): Promise<void> {
  const last = points.at(-1);
  if (last !== undefined) await memory.remember(last, last.at);
}
