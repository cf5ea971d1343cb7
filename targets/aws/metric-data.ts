import {
  type CloudWatchClient,
  GetMetricDataCommand,
  type MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import type { TimeRange } from '../history.ts';

/** One statistic of one metric. */
export interface MetricAsked {
  /** Begins with a small letter. */
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Minimum' | 'Average' | 'Maximum';
}

/** GetMetricData gives up to 100,800 points at a time. */
export const sliceSeconds = 6 * 3600;
export const periodSeconds = 60;

/**
 * Points a minute of up to 500 metrics, read to the last page.
 * @returns by id, then by time in milliseconds since 1970, the earliest first
 */
export async function metricData(
  cloudwatch: CloudWatchClient,
  asked: readonly MetricAsked[],
  { from, to }: TimeRange,
): Promise<ReadonlyMap<string, ReadonlyMap<number, number>>> {
  const points = new Map(asked.map(({ id }) => [id, new Map<number, number>()]));
  let NextToken: string | undefined;
  do {
    const page = await cloudwatch.send(
      new GetMetricDataCommand({
        MetricDataQueries: asked.map(queryOf),
        StartTime: new Date(from),
        EndTime: new Date(to),
        ScanBy: 'TimestampAscending',
        NextToken,
      }),
    );
    for (const { Id = '', Timestamps = [], Values = [] } of page.MetricDataResults ?? [])
      for (const [n, time] of Timestamps.entries())
        points.get(Id)?.set(time.getTime(), Values[n] ?? 0);
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return new Map([...points].map(([id, own]) => [id, new Map([...own].toSorted(byTime))]));
}

function byTime([a]: readonly [number, number], [b]: readonly [number, number]): number {
  return a - b;
}

function queryOf({ id, namespace, name, dimensions, statistic }: MetricAsked): MetricDataQuery {
  return {
    Id: id,
    MetricStat: {
      Metric: {
        Namespace: namespace,
        MetricName: name,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: periodSeconds,
      Stat: statistic,
    },
  };
}
