import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SNSClient } from '@aws-sdk/client-sns';
import { type Access, clientConfig } from '../../core/aws/access.ts';
import { wrapRequests } from '../../core/aws/wrap-requests.ts';

const services = ['cloudwatch', 'logs', 'sns', 'events'] as const;

/** The clients of one region. */
export interface Clients {
  readonly region: string;
  readonly cloudwatch: CloudWatchClient;
  readonly logs: CloudWatchLogsClient;
  readonly sns: SNSClient;
  readonly events: EventBridgeClient;
}

/** One set of clients a region, made when first asked for. */
export interface Connections {
  readonly in: (region: string) => Clients;
  readonly close: () => void;
}

export function connect(access: Access = {}): Connections {
  const byRegion = new Map<string, Clients>();
  return {
    in: (region) => {
      const known = byRegion.get(region);
      if (known !== undefined) return known;
      const clients = clientsOf(region, access);
      byRegion.set(region, clients);
      return clients;
    },
    close: () => {
      for (const clients of byRegion.values())
        for (const service of services) clients[service].destroy();
    },
  };
}

function clientsOf(region: string, access: Access): Clients {
  const config = clientConfig(region, access);
  const clients: Clients = {
    region,
    cloudwatch: new CloudWatchClient(config),
    logs: new CloudWatchLogsClient(config),
    sns: new SNSClient(config),
    events: new EventBridgeClient(config),
  };
  const { profile } = access;
  const asked = { region, ...(profile === undefined ? {} : { profile }) };
  for (const service of services) wrapRequests(clients[service], { ...asked, service });
  return clients;
}
