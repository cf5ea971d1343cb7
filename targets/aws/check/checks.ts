import type { Check } from '../../check/check.ts';
import type { Env } from '../../file/password.ts';
import { awsClients } from '../clients.ts';
import type { AwsTargetFile } from '../target.ts';
import { accessChecks } from './access.ts';
import { faultChecks } from './faults.ts';
import { recordChecks } from './records.ts';
import { systemChecks } from './system.ts';

/** Calls are tried this often, so that a table is not long in coming where AWS throttles each of them. */
const attempts = '3';

/** Everything that an AWS target is asked, in the order of its capabilities. `now`: milliseconds since 1970. */
export async function* awsChecks(
  file: AwsTargetFile,
  env: Env,
  now: number,
): AsyncGenerator<Check, void, undefined> {
  const clients = awsClients(file.aws, { AWS_MAX_ATTEMPTS: attempts, ...env });
  yield* systemChecks(clients, file.aws);
  yield* recordChecks(clients, file.aws, now);
  yield* accessChecks(clients, file);
  yield* faultChecks(clients, file);
}
