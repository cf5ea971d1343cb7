import type { AwsFile } from '../../file/aws-schema.ts';
import type { Check } from '../../check/check.ts';
import type { AwsTargetFile } from '../target.ts';
import type { AwsClients } from '../clients.ts';
import { passwordInSecret } from '../password.ts';
import { tasksOf } from '../tasks.ts';

/** The account of the database, and commands in containers. */
export async function* accessChecks(
  clients: AwsClients,
  { aws, database }: AwsTargetFile,
): AsyncGenerator<Check, void, undefined> {
  const secret = database?.passwordSecret;
  if (secret !== undefined)
    yield {
      capability: 'bookings',
      call: 'secretsmanager:GetSecretValue',
      resource: `secret ${secret}`,
      ask: async () => {
        await passwordInSecret(clients, secret);
        return { kind: 'ok', text: 'holds a password' };
      },
    };
  for (const service of aws.services) yield execCheck(clients, aws, service);
}

/** To try a command would run it: what is asked is whether its tasks take any. */
function execCheck(clients: AwsClients, { cluster }: AwsFile, service: string): Check {
  return {
    capability: 'exec',
    call: 'ecs:ExecuteCommand',
    resource: `service ${service}`,
    ask: async () => {
      const tasks = await tasksOf(clients, cluster, service);
      const enabled = tasks.filter(({ enableExecuteCommand }) => enableExecuteCommand === true);
      return {
        kind: 'not-tried',
        text: `not tried: it would run something; ${enabled.length} of ${tasks.length} tasks take commands`,
      };
    },
  };
}
