import type { ServiceMetric } from '../../core/run-folder/files/service-metrics.ts';
import type { AwsFile } from '../file/aws-schema.ts';
import type { History } from '../history.ts';
import type { AwsClients } from './clients.ts';
import { metricData, sliceSeconds } from './metric-data.ts';

const namespace = 'AWS/ECS';
const name = 'CPUUtilization';

/**
 * Least, mean and greatest CPU of the tasks of each service, a point a minute. It costs nothing and is there without
 * Container Insights; which task was the busiest it does not tell. Minutes are kept for 15 days.
 */
export function serviceMetrics(
  { cloudwatch }: Pick<AwsClients, 'cloudwatch'>,
  file: AwsFile,
): History<ServiceMetric> {
  const cluster = lastOf(file.cluster);
  return {
    what: 'metrics of the services',
    settleSeconds: 180,
    sliceSeconds,
    read: async function* read(range) {
      for (const service of file.services.map(lastOf)) {
        const dimensions = { ClusterName: cluster, ServiceName: service };
        const asked = (['Minimum', 'Average', 'Maximum'] as const).map((statistic) => ({
          id: statistic.toLowerCase(),
          namespace,
          name,
          dimensions,
          statistic,
        }));
        const points = await metricData(cloudwatch, asked, range);
        for (const [at, average] of points.get('average') ?? []) {
          const minimum = points.get('minimum')?.get(at);
          const maximum = points.get('maximum')?.get(at);
          if (minimum === undefined || maximum === undefined) continue;
          yield { at, cluster, service, minimum, average, maximum };
        }
      }
    },
  };
}

function lastOf(nameOrArn: string): string {
  return nameOrArn.split('/').at(-1) ?? nameOrArn;
}
