import { startMoto } from '../../../tests/outside-tools/moto.ts';
import { type AwsFile, awsSchema } from '../../file/aws-schema.ts';
import { bookingSystem, credentials, region, serviceGroup, type TestAccount } from './account.ts';
import { type Front, startFront } from './front.ts';

/** moto with a booking system in it, seen through a front. */
export interface System {
  readonly front: Front;
  readonly account: TestAccount;
  readonly aws: AwsFile;
  /** Of whoever asks it. */
  readonly env: Readonly<Record<string, string>>;
  /** The target file, in YAML. */
  readonly file: string;
  readonly close: () => Promise<void>;
}

export async function startSystem(): Promise<System> {
  const moto = await startMoto();
  const front = await startFront(moto.url);
  const account = await bookingSystem(moto.url);
  const aws = {
    region,
    endpointUrl: front.url,
    cluster: 'prod',
    services: ['pms'],
    loadBalancer: 'prod-pms',
    database: 'prod-db',
    logGroups: { service: [serviceGroup] },
    lateSeconds: 0,
  };
  const file = { name: 'prod', baseUrl: 'http://127.0.0.1:9', aws };
  return {
    front,
    account,
    aws: awsSchema.parse(aws),
    env: {
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_RETRY_MODE: 'standard',
      AWS_MAX_ATTEMPTS: '3',
    },
    // JSON is YAML.
    file: JSON.stringify(file),
    close: async () => {
      await front.close();
      await moto.close();
    },
  };
}
