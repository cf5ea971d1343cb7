import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import { knownError } from '../../core/errors.ts';
import type { AwsClients } from './clients.ts';

const keyed = z.looseObject({ password: z.string() });

/** The password in a secret: as the key `password` of an object, as RDS and its rotations keep it, or alone. */
export async function passwordInSecret(
  { secrets, region }: Pick<AwsClients, 'secrets' | 'region'>,
  SecretId: string,
): Promise<string> {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId }));
  if (SecretString === undefined)
    throw knownError('aws-refused', {
      action: 'secretsmanager:GetSecretValue',
      region,
      reason: `the secret "${SecretId}" holds no text`,
    });
  return keyed.safeParse(jsonIn(SecretString)).data?.password ?? SecretString;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
