import { type Datapoint, publishedMetrics, publishedNames } from './datapoints.ts';

/**
 * A datapoint in the embedded metric format, one line: CloudWatch Logs makes metrics of it.
 * Source: Amazon CloudWatch User Guide, "Specification: Embedded metric format".
 */
export function emfLine({ cluster, service, at, values }: Datapoint, namespace: string): string {
  const names = publishedNames.filter((name) => values[name] !== undefined);
  return JSON.stringify({
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [
        {
          Namespace: namespace,
          Dimensions: [['ClusterName', 'ServiceName']],
          Metrics: names.map((Name) => ({ Name, Unit: publishedMetrics[Name] })),
        },
      ],
    },
    ClusterName: cluster,
    ServiceName: service,
    ...values,
  });
}
