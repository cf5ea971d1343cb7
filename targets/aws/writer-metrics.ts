import { auroraClasses } from '../../core/aurora-classes.ts';
import type { WriterSample } from '../../core/run-folder/files/writer.ts';
import type { Instance } from '../../core/topology.ts';
import type { History } from '../history.ts';
import type { AwsClients } from './clients.ts';
import { metricData, periodSeconds, sliceSeconds } from './metric-data.ts';

/**
 * CPU seconds of a cluster's writer, of its utilization and the vCPU of its class. It is asked for by the role, so that a
 * failover is followed. A point tells of the minute that it begins, hence its time here is a minute later.
 * @returns undefined where the vCPU of its class are not known
 */
export function writerMetrics(
  { cloudwatch }: Pick<AwsClients, 'cloudwatch'>,
  cluster: string,
  writer: Instance | undefined,
): History<WriterSample> | undefined {
  const vcpu = auroraClasses.get(writer?.class ?? '')?.vcpu;
  if (vcpu === undefined) return undefined;
  return {
    what: 'CPU of the writer',
    settleSeconds: 120,
    sliceSeconds,
    read: async function* read(range) {
      const asked = {
        id: 'cpu',
        namespace: 'AWS/RDS',
        name: 'CPUUtilization',
        dimensions: { DBClusterIdentifier: cluster, Role: 'WRITER' },
        statistic: 'Average',
      } as const;
      const points = (await metricData(cloudwatch, [asked], range)).get(asked.id) ?? [];
      let cpuSeconds = 0;
      for (const [n, [begin, utilization]] of [...points].entries()) {
        // What is counted from.
        if (n === 0) yield { at: begin, writer: cluster, cpuSeconds };
        cpuSeconds += (utilization / 100) * vcpu * periodSeconds;
        yield { at: begin + periodSeconds * 1000, writer: cluster, cpuSeconds };
      }
    },
  };
}
