import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { FisClient } from '@aws-sdk/client-fis';
import { RDSClient } from '@aws-sdk/client-rds';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type Access, clientConfig } from '../../core/aws/access.ts';
import { wrapRequests } from '../../core/aws/wrap-requests.ts';
import type { AwsFile } from '../file/aws-schema.ts';
import type { Env } from '../file/password.ts';

/** The clients of what a target consists of, in its region. */
export interface AwsClients {
  readonly region: string;
  readonly ecs: ECSClient;
  readonly elb: ElasticLoadBalancingV2Client;
  readonly rds: RDSClient;
  readonly logs: CloudWatchLogsClient;
  readonly cloudwatch: CloudWatchClient;
  readonly s3: S3Client;
  readonly secrets: SecretsManagerClient;
  readonly fis: FisClient;
  readonly scaling: ApplicationAutoScalingClient;
}

/** Their names in permissions. */
const serviceNames = {
  ecs: 'ecs',
  elb: 'elasticloadbalancing',
  rds: 'rds',
  logs: 'logs',
  cloudwatch: 'cloudwatch',
  s3: 's3',
  secrets: 'secretsmanager',
  scaling: 'application-autoscaling',
  fis: 'fis',
} as const satisfies Record<Exclude<keyof AwsClients, 'region'>, string>;

const setBy = {
  profile: 'Write "profile" below "aws" in the target file',
  endpoint: '"endpointUrl" below "aws" in the target file',
};

export function awsClients({ region, profile, endpointUrl }: AwsFile, env: Env): AwsClients {
  const access: Access = {
    ...(profile === undefined ? {} : { profile }),
    ...(endpointUrl === undefined ? {} : { endpointUrl }),
    ...retriesIn(env),
  };
  const config = clientConfig(region, access);
  // A simulator has no names for each bucket.
  const endpoints = [endpointUrl, env['AWS_ENDPOINT_URL'], env['AWS_ENDPOINT_URL_S3']];
  const forcePathStyle = endpoints.some((given) => given !== undefined);
  const ecs = new ECSClient(config);
  const clients: AwsClients = {
    region,
    ecs,
    elb: new ElasticLoadBalancingV2Client(config),
    rds: new RDSClient(config),
    logs: new CloudWatchLogsClient(config),
    cloudwatch: new CloudWatchClient(config),
    s3: new S3Client({ ...config, forcePathStyle }),
    secrets: new SecretsManagerClient(config),
    fis: fisClient(config, ecs),
    scaling: new ApplicationAutoScalingClient(config),
  };
  const asked = { region, setBy, ...(profile === undefined ? {} : { profile }) };
  for (const name of [
    'ecs',
    'elb',
    'rds',
    'logs',
    'cloudwatch',
    's3',
    'secrets',
    'fis',
    'scaling',
  ] as const)
    wrapRequests(clients[name], { ...asked, service: serviceNames[name] });
  return clients;
}

/**
 * The newest client of FIS to be had is older than the others: it knows no profiles, so that it gets what they found, and
 * its signatures are made by its own parts.
 */
function fisClient(
  { region, maxAttempts, retryMode, endpoint }: ReturnType<typeof clientConfig>,
  { config: { credentials } }: ECSClient,
): FisClient {
  return new FisClient({
    region,
    maxAttempts,
    retryMode,
    credentials,
    ...(endpoint === undefined ? {} : { endpoint }),
  });
}

/** How often requests are tried, as every AWS tool takes it from the environment. */
function retriesIn(env: Env): Pick<Access, 'retryMode' | 'attempts'> {
  const retryMode = env['AWS_RETRY_MODE'];
  const attempts = Number(env['AWS_MAX_ATTEMPTS']);
  return {
    ...(retryMode === undefined ? {} : { retryMode }),
    ...(Number.isInteger(attempts) && attempts > 0 ? { attempts } : {}),
  };
}
