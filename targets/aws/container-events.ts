import type { AwsFile } from '../file/aws-schema.ts';
import type { History, TimeRange } from '../history.ts';
import type { AwsClients } from './clients.ts';
import { logEvents } from './log-events.ts';

/** The log group of a cluster's performance events. */
export function performanceGroup({ cluster, logGroups }: AwsFile): string {
  const name = cluster.split('/').at(-1) ?? cluster;
  return logGroups.containerInsights ?? `/aws/ecs/containerinsights/${name}/performance`;
}

/** Container Insights performance events of the services and their tasks, as AWS wrote them, a line each. */
export function containerEvents(clients: Pick<AwsClients, 'logs'>, file: AwsFile): History {
  const group = performanceGroup(file);
  const names = new Set(file.services.map((service) => service.split('/').at(-1)));
  return {
    what: 'container events',
    // Median 80 s, 140 s at the most, as seen.
    settleSeconds: 150,
    sliceSeconds: 600,
    read: async function* read(range: TimeRange) {
      for await (const { message = '' } of logEvents(clients, group, range)) {
        const line = message.trim();
        if (names.has(serviceIn(line))) yield line;
      }
    },
  };
}

/** The service that an event is about; undefined where it names none, or is no event. */
function serviceIn(line: string): string | undefined {
  return /"ServiceName"\s*:\s*"([^"]*)"/.exec(line)?.[1];
}
