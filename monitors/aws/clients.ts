import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SNSClient } from '@aws-sdk/client-sns';
import { wrapRequests } from './wrap-requests.ts';

/** How AWS is reached; what is left out comes from the environment, as with every AWS tool. */
export interface Access {
  /** Of all services, such as a simulator's. Default: AWS_ENDPOINT_URL, else AWS itself. */
  readonly endpointUrl?: string;
  /** Of the shared configuration. Default: AWS_PROFILE. */
  readonly profile?: string;
  /** Default: what the environment and the shared configuration give. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Default: adaptive. */
  readonly retryMode?: string;
  /** How often a request is sent before it counts as failed. Default: 8, about half a minute of throttling. */
  readonly attempts?: number;
}

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

const usualAttempts = 8;
const connectionTimeout = 5000;
const requestTimeout = 30_000;

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

function clientsOf(
  region: string,
  { endpointUrl, profile, retryMode, attempts, credentials }: Access,
): Clients {
  const config = {
    region,
    maxAttempts: attempts ?? usualAttempts,
    retryMode: retryMode ?? 'adaptive',
    // Without the last one, the SDK only warns.
    requestHandler: { connectionTimeout, requestTimeout, throwOnRequestTimeout: true },
    ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl }),
    ...(credentials === undefined ? {} : { credentials }),
    ...(profile === undefined ? {} : { profile }),
  };
  const clients: Clients = {
    region,
    cloudwatch: new CloudWatchClient(config),
    logs: new CloudWatchLogsClient(config),
    sns: new SNSClient(config),
    events: new EventBridgeClient(config),
  };
  const asked = { region, ...(profile === undefined ? {} : { profile }) };
  for (const service of services) wrapRequests(clients[service], { ...asked, service });
  return clients;
}
