import type { Asked } from './failures.ts';

/** How AWS is reached; what is left out comes from the environment, as with every AWS tool. */
export interface Access {
  /** Of all services, such as a simulator's. Default: AWS_ENDPOINT_URL, else AWS itself. */
  readonly endpointUrl?: string;
  /** Of the shared configuration. Default: AWS_PROFILE. */
  readonly profile?: string;
  /** Default: what the environment and the shared configuration give. */
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** Default: adaptive. */
  readonly retryMode?: string;
  /** How often a request is sent before it counts as failed. Default: 8, about half a minute of throttling. */
  readonly attempts?: number;
  /** Where a user sets the profile and the endpoint; default: the flags of these names. */
  readonly setBy?: Asked['setBy'];
}

const usualAttempts = 8;
const connectionTimeout = 5000;
const requestTimeout = 30_000;

/** What the clients of all services are made with. */
export function clientConfig(
  region: string,
  { endpointUrl, profile, retryMode, attempts, credentials }: Access,
) {
  return {
    region,
    maxAttempts: attempts ?? usualAttempts,
    retryMode: retryMode ?? 'adaptive',
    // Without the last one, the SDK only warns.
    requestHandler: { connectionTimeout, requestTimeout, throwOnRequestTimeout: true },
    ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl }),
    ...(credentials === undefined ? {} : { credentials }),
    ...(profile === undefined ? {} : { profile }),
  };
}
